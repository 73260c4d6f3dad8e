/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A php_host on the real system. src/config has one of its own, with more care for what belongs to
 * a daemon; this one is as plain as can be.
 */
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static bool env_get(void *data, struct str name, struct str *ret_value)
{
	char *copy = str_dup_cstr(name);
	const char *value = copy ? getenv(copy) : NULL;

	(void)data;
	free(copy);
	*ret_value = str_from_cstr(value);
	return value != NULL;
}

static bool env_at(void *data, size_t index, struct str *ret_name, struct str *ret_value)
{
	(void)data;
	for (size_t i = 0; i <= index; i++) {
		if (!environ[i]) {
			return false;
		}
	}
	return str_split_once(str_from_cstr(environ[index]), '=', ret_name, ret_value);
}

static int read_all(int fd, size_t limit, struct buf *out)
{
	for (;;) {
		char *to = buf_reserve(out, 4096);
		ssize_t got = to ? read(fd, to, 4096) : -1;

		if (got <= 0) {
			return got == 0 ? 0 : to ? -errno : -EFBIG;
		}
		buf_commit(out, (size_t)got);
		if (out->len > limit) {
			return -EFBIG;
		}
	}
}

int test_read_file(void *data, struct str path, size_t limit, struct buf *out)
{
	char *name = str_dup_cstr(path);
	int fd = name ? open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
	int status = fd < 0 ? -errno : 0;
	struct stat st;

	(void)data;
	free(name);
	if (fd < 0) {
		return status;
	}
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		status = -ENOTSUP;
	} else {
		out->limit = 0;
		status = read_all(fd, limit, out);
	}
	close(fd);
	return status;
}

static enum php_path_kind path_look(void *data, struct str path, bool *ret_is_readable)
{
	char *name = str_dup_cstr(path);
	struct stat st;
	enum php_path_kind kind = PHP_PATH_NONE;

	(void)data;
	*ret_is_readable = false;
	if (name && stat(name, &st) == 0) {
		kind = S_ISREG(st.st_mode)   ? PHP_PATH_FILE
		       : S_ISDIR(st.st_mode) ? PHP_PATH_DIRECTORY
					     : PHP_PATH_OTHER;
		*ret_is_readable = access(name, R_OK) == 0;
	}
	free(name);
	return kind;
}

static bool host_name(void *data, struct str *ret_name)
{
	static char name[256];

	(void)data;
	if (gethostname(name, sizeof(name) - 1) < 0) {
		return false;
	}
	*ret_name = str_from_cstr(name);
	return true;
}

static uint64_t clock_ms(void *data)
{
	struct timespec now;

	(void)data;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

struct php_host test_host(void)
{
	return (struct php_host){
		.env_get = env_get,
		.env_at = env_at,
		.file_read = test_read_file,
		.path_look = path_look,
		.host_name = host_name,
		.clock_ms = clock_ms,
		.server_root = STR_LIT("/srv/nextcloud"),
	};
}
