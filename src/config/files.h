/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reading small files that somebody else may be writing. */
#ifndef CONFIG_FILES_H
#define CONFIG_FILES_H

#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * Appends the whole of a regular file. -EFBIG when it is larger than LIMIT, -ENOTSUP when it is no
 * regular file (never blocks on a FIFO), or -errno. RET_STATUS (may be NULL) is that of the file
 * that was read.
 */
NODISCARD int file_read(const char *path, size_t limit, struct buf *out, struct stat *ret_status);

/*
 * The same under a shared lock, as Nextcloud takes it for config.php: waits up to WAIT_MS while
 * somebody holds the exclusive one, then reads without.
 */
NODISCARD int file_read_locked(
	const char *path, size_t limit, unsigned wait_ms, struct buf *out, struct stat *ret_status);

/*
 * The fragments beside CONFIG_FILE: everything called *.config.php in its folder but dot files, in
 * Nextcloud's order. *ret_paths (in the arena) keep the folder as CONFIG_FILE spells it. 0 or
 * -errno of reading the folder.
 */
NODISCARD int files_find_fragments(
	const char *config_file, struct arena *arena, const char ***ret_paths, size_t *ret_count);

#endif
