/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a config.php may see of the world: the environment, regular files, the host's name. */
#ifndef CONFIG_PHP_HOST_H
#define CONFIG_PHP_HOST_H

#include <limits.h>

#include "config/loader.h"
#include "php/php.h"

struct php_host_context {
	const struct env *env;
	struct php_host host;
	char host_name[HOST_NAME_MAX + 1];
};

/* For the settings' config file. CONTEXT must outlive the interpreter's runs. -ENOMEM. */
NODISCARD int php_host_init(struct php_host_context *context, struct loader *loader);

#endif
