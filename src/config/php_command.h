/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* --php: a real PHP evaluates the configuration. */
#ifndef CONFIG_PHP_COMMAND_H
#define CONFIG_PHP_COMMAND_H

#include "base/buf.h"

enum {
	PHP_COMMAND_E_FAILED = 1, /* COMPLAINT tells */
};

/*
 * Runs the binary at PHP (a path, no search), which includes the files (absolute names) as
 * Nextcloud does and hands back "<?php $CONFIG = …;" with literals only: appended to OUT. Blocks
 * for 10 s at most. 0, PHP_COMMAND_E_FAILED, or -ENOMEM.
 */
NODISCARD int php_command_run(const char *php, const char *const *files, size_t count,
	const char *const *environment, struct buf *out, struct buf *complaint);

#endif
