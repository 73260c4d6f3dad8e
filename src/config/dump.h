/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Settings as text, for --dump-config and for comparing. */
#ifndef CONFIG_DUMP_H
#define CONFIG_DUMP_H

#include "config/settings.h"

/* "database host": how SETTING is called in texts. Static. */
const char *dump_name(enum setting setting);

/* Appends the value of SETTING. Secrets are written as they are when SHOW_SECRETS. */
void dump_value(
	const struct settings *settings, enum setting setting, bool show_secrets, struct buf *out);

#endif
