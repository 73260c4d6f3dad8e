/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The callbacks of the interpreter. All paths are taken as the process would. */
#include "config/php_host.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "config/files.h"

static bool env_get_host(void *data, struct str name, struct str *ret_value)
{
	const struct php_host_context *context = data;
	const char *value = env_get_raw(context->env, name);

	if (value) {
		*ret_value = str_from_cstr(value);
	}
	return value != NULL;
}

static bool env_at_host(void *data, size_t index, struct str *ret_name, struct str *ret_value)
{
	const struct php_host_context *context = data;

	if (index >= context->env->count) {
		return false;
	}
	(void)str_split_once(str_from_cstr(context->env->entries[index]), '=', ret_name, ret_value);
	return true;
}

static int file_read_host(void *data, struct str path, size_t limit, struct buf *out)
{
	char *name = str_dup_cstr(path);
	int r = name ? file_read(name, limit, out, NULL) : -ENOMEM;

	(void)data;
	free(name);
	return r;
}

static enum php_path_kind path_look_host(void *data, struct str path, bool *ret_is_readable)
{
	char *name = str_dup_cstr(path);
	enum php_path_kind kind = PHP_PATH_NONE;
	struct stat status;

	(void)data;
	*ret_is_readable = false;
	if (name && stat(name, &status) == 0) {
		*ret_is_readable = access(name, R_OK) == 0;
		kind = S_ISREG(status.st_mode)   ? PHP_PATH_FILE
		       : S_ISDIR(status.st_mode) ? PHP_PATH_DIRECTORY
						 : PHP_PATH_OTHER;
	} else if (!name || errno == EACCES) {
		kind = PHP_PATH_HIDDEN;
	}
	free(name);
	return kind;
}

static bool host_name_host(void *data, struct str *ret_name)
{
	struct php_host_context *context = data;

	if (gethostname(context->host_name, sizeof(context->host_name)) != 0) {
		return false;
	}
	context->host_name[HOST_NAME_MAX] = '\0';
	*ret_name = str_from_cstr(context->host_name);
	return true;
}

static uint64_t clock_ms_host(void *data)
{
	struct timespec now;

	(void)data;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/*
 * The folder above that of the config file: "/srv/nc" for "/srv/nc/config/config.php". By name,
 * since the config folder may be a link to somewhere else.
 */
static const char *server_root(struct loader *loader)
{
	struct str folder =
		str_from_cstr(loader_absolute_path(loader, loader->settings->config_file));

	for (int i = 0; i < 2; i++) {
		ptrdiff_t slash = str_rfind_byte(folder, '/');

		folder = str_first(folder, slash < 0 ? 0 : (size_t)slash);
	}
	return folder.len ? loader_keep(loader, folder) : "/";
}

int php_host_init(struct php_host_context *context, struct loader *loader)
{
	*context = (struct php_host_context){
		.env = &loader->env,
		.host =
			{
				.data = context,
				.env_get = env_get_host,
				.env_at = env_at_host,
				.file_read = file_read_host,
				.path_look = path_look_host,
				.host_name = host_name_host,
				.clock_ms = clock_ms_host,
				.server_root = str_from_cstr(server_root(loader)),
			},
	};
	return loader->out_of_memory ? -ENOMEM : 0;
}
