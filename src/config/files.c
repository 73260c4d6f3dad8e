/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nextcloud rewrites config.php in place under an exclusive lock, so a reader without a lock may
 * see half of it. The lock is advisory and some writers ignore it: nextcloud.c reads again when
 * what came looks cut short.
 */
#include "config/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "config/natsort.h"

#define LOCK_STEP_MS  20U
#define FRAGMENTS_MAX 1000U

static int open_regular(const char *path, size_t limit, int *ret_fd, struct stat *ret_status)
{
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int r = 0;

	if (fd < 0) {
		return -errno;
	}
	if (fstat(fd, ret_status) < 0) {
		r = -errno;
	} else if (!S_ISREG(ret_status->st_mode)) {
		r = -ENOTSUP;
	} else if ((uint64_t)ret_status->st_size > limit) {
		r = -EFBIG;
	}
	if (r < 0) {
		close(fd);
		return r;
	}
	*ret_fd = fd;
	return 0;
}

static int read_all(int fd, size_t limit, struct buf *out)
{
	size_t before = out->len;

	for (;;) {
		char *at = buf_reserve(out, 16384);
		ssize_t n;

		if (!at) {
			return buf_status(out);
		}
		n = read(fd, at, 16384);
		if (n < 0 && errno != EINTR) {
			return -errno;
		}
		if (n == 0) {
			return 0;
		}
		buf_commit(out, n > 0 ? (size_t)n : 0);
		if (out->len - before > limit) {
			return -EFBIG;
		}
	}
}

static void lock_shared(int fd, unsigned wait_ms)
{
	const struct timespec step = {.tv_nsec = LOCK_STEP_MS * 1000000L};

	while (flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK && wait_ms > 0) {
		nanosleep(&step, NULL);
		wait_ms -= MIN_OF(wait_ms, LOCK_STEP_MS);
	}
}

static int read_file(const char *path, size_t limit, const unsigned *wait_ms, struct buf *out,
	struct stat *ret_status)
{
	struct stat status;
	int fd = -1;
	int r = open_regular(path, limit, &fd, &status);

	if (r < 0) {
		return r;
	}
	if (wait_ms) {
		lock_shared(fd, *wait_ms);
	}
	r = read_all(fd, limit, out);
	/* As it was when we were done: a later change then shows. */
	if (r == 0 && fstat(fd, &status) < 0) {
		r = -errno;
	}
	close(fd);
	if (r == 0 && ret_status) {
		*ret_status = status;
	}
	return r;
}

int file_read(const char *path, size_t limit, struct buf *out, struct stat *ret_status)
{
	return read_file(path, limit, NULL, out, ret_status);
}

int file_read_locked(
	const char *path, size_t limit, unsigned wait_ms, struct buf *out, struct stat *ret_status)
{
	return read_file(path, limit, &wait_ms, out, ret_status);
}

static int compare_paths(const void *a, const void *b)
{
	struct str left = str_from_cstr(*(const char *const *)a);
	struct str right = str_from_cstr(*(const char *const *)b);
	int order = natsort_compare(left, right);

	/* Equal ones stay in the order of glob(), which is that of the bytes. */
	return order ? order : str_compare(left, right);
}

static bool is_fragment(const char *name)
{
	return name[0] != '.' && str_has_suffix(str_from_cstr(name), STR_LIT(".config.php"));
}

static int add_path(struct arena *arena, struct str folder, const char *name, const char ***paths,
	size_t *count)
{
	size_t size = folder.len + strlen(name) + 1;
	const char **grown = arena_realloc(
		arena, *paths, *count * sizeof(*grown), (*count + 1) * sizeof(*grown));
	char *path;

	if (!grown) {
		return -ENOMEM;
	}
	*paths = grown;
	path = arena_alloc(arena, size);
	if (!path) {
		return -ENOMEM;
	}
	(void)snprintf(path, size, "%.*s%s", STR_ARG(folder), name);
	grown[(*count)++] = path;
	return 0;
}

int files_find_fragments(
	const char *config_file, struct arena *arena, const char ***ret_paths, size_t *ret_count)
{
	struct str path = str_from_cstr(config_file);
	ptrdiff_t slash = str_rfind_byte(path, '/');
	struct str prefix = slash < 0 ? STR_LIT("./") : str_first(path, (size_t)slash + 1);
	char *folder = str_dup_cstr(prefix);
	const char **paths = NULL;
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;
	int r = 0;

	if (!folder) {
		return -ENOMEM;
	}
	dir = opendir(folder);
	r = dir ? 0 : -errno;
	free(folder);
	if (!dir) {
		return r;
	}
	while (r == 0 && count < FRAGMENTS_MAX && (entry = readdir(dir))) {
		if (is_fragment(entry->d_name)) {
			r = add_path(arena, prefix, entry->d_name, &paths, &count);
		}
	}
	closedir(dir);
	if (r == 0) {
		if (paths) {
			qsort(paths, count, sizeof(*paths), compare_paths);
		}
		*ret_paths = paths;
		*ret_count = count;
	}
	return r;
}
