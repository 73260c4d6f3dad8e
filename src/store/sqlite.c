/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * SQLite, while PHP writes to the same file.
 *
 * In WAL mode (Nextcloud's default) even readers write to the -shm file, and whoever opens first
 * creates it. Were that we, under another user than the web server's, PHP could no longer write: so
 * the file is opened read-write only by its owner or root (for whom SQLite gives the new files to
 * the owner). Others get a read-only connection that creates nothing; in WAL mode it works only
 * while the owner has the database open, and the failure says what to do.
 *
 * A database restored from a backup is another file under the same name, and the old one could be
 * read for ever; so each query asks first whether the file has moved.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/backend.h"
#include "store/sqlite_library.h"

/* Instructions of SQLite's machine between two looks at the clock. */
#define PROGRESS_STEPS  1000
#define MAX_VALUE_BYTES (1 << 20)

struct sqlite_link {
	struct store_link link;
	sqlite3 *db;
	uint32_t timeout_ms;
	uint64_t deadline_ms;
};

static int past_deadline(void *data)
{
	struct sqlite_link *self = data;

	return clock_now_ms() >= self->deadline_ms;
}

static void start_clock(struct sqlite_link *self)
{
	self->deadline_ms = clock_now_ms() + self->timeout_ms;
}

static bool says_no_table(const char *message)
{
	return message && str_has_prefix(str_from_cstr(message), STR_LIT("no such table"));
}

/* Result codes: https://www.sqlite.org/rescode.html */
static int classify(sqlite3 *db, int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_INTERRUPT:
		return STORE_E_TIMEOUT;
	case SQLITE_IOERR:
		return STORE_E_UNREACHABLE;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
		return STORE_E_DENIED;
	case SQLITE_TOOBIG:
		return STORE_E_TOO_BIG;
	default:
		return says_no_table(lite.sqlite3_errmsg(db)) ? STORE_E_NO_TABLE : STORE_E_OTHER;
	}
}

static int fail(sqlite3 *db, int code, struct buf *why)
{
	int r = classify(db, code);

	buf_clear(why);
	buf_append_cstr(why, lite.sqlite3_errmsg(db));
	if (r == STORE_E_DENIED) {
		buf_appendf(why, ", for uid %u", (unsigned int)geteuid());
	}
	return r;
}

/* Every byte that could mean something in a URI is escaped: https://www.sqlite.org/uri.html */
static void append_uri(struct buf *uri, const char *path, const char *query)
{
	buf_append_cstr(uri, path[0] == '/' ? "file://" : "file:");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c == '/' || c == '.' || c == '-' || c == '_' || (c >= '0' && c <= '9') ||
			((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
			buf_append_byte(uri, (char)c);
		} else {
			buf_appendf(uri, "%%%02X", c);
		}
	}
	buf_append_cstr(uri, query);
}

/* No views, triggers or functions that a file brings along: https://www.sqlite.org/security.html */
static void harden(sqlite3 *db)
{
	lite.sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	lite.sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	lite.sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
	lite.sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
}

/* What an open connection may do to the files. */
enum access_kind {
	ACCESS_WRITER,
	ACCESS_READER, /* may create and write -wal and -shm: they become the right user's */
	ACCESS_GUEST,  /* neither */
};

static const char *const queries[] = {
	[ACCESS_WRITER] = "?mode=rw",
	[ACCESS_READER] = "?mode=ro",
	[ACCESS_GUEST] = "?mode=ro&readonly_shm=1",
};

/* Opening reads nothing yet: the schema is asked for, so that what is wrong shows here. */
static int open_file(
	struct sqlite_link *self, const char *path, enum access_kind access, struct buf *why)
{
	static const char setup[] = "PRAGMA query_only=1; PRAGMA cache_size=-512;"
				    "SELECT name FROM sqlite_master LIMIT 1";
	int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct buf uri = BUF_NULL;
	int r = -ENOMEM, code;

	append_uri(&uri, path, queries[access]);
	if (!buf_cstr(&uri)) {
		goto out;
	}
	flags |= access == ACCESS_WRITER ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
	code = lite.sqlite3_open_v2(uri.ptr, &self->db, flags, NULL);
	if (code == SQLITE_OK) {
		harden(self->db);
		lite.sqlite3_busy_timeout(self->db, (int)self->timeout_ms);
		lite.sqlite3_progress_handler(self->db, PROGRESS_STEPS, past_deadline, self);
		start_clock(self);
		code = lite.sqlite3_exec(self->db, setup, NULL, NULL, NULL);
	}
	r = code == SQLITE_OK ? 0 : self->db ? fail(self->db, code, why) : -ENOMEM;
	if (r) {
		lite.sqlite3_close_v2(self->db);
		self->db = NULL;
	}
out:
	buf_deinit(&uri);
	return r;
}

/* Why the file cannot even be looked at; 0 when it can. */
static int look_at(const char *path, struct stat *ret_stat, struct buf *why)
{
	int error;

	if (stat(path, ret_stat) == 0) {
		if (S_ISREG(ret_stat->st_mode)) {
			return 0;
		}
		buf_append_cstr(why, "not a file");
		return STORE_E_NO_DATABASE;
	}
	error = errno;
	buf_append_cstr(why, strerrordesc_np(error));
	if (error == EACCES) {
		buf_appendf(why, ", for uid %u", (unsigned int)geteuid());
		return STORE_E_DENIED;
	}
	return error == EIO ? STORE_E_UNREACHABLE : STORE_E_NO_DATABASE;
}

/*
 * Whether the database is in WAL mode and nobody has it open: then even a reader would create the
 * -wal file. Format: https://www.sqlite.org/fileformat2.html (offset 18: 2 = WAL).
 */
static bool wal_is_asleep(const char *path)
{
	struct buf wal = BUF_NULL;
	unsigned char version = 0;
	bool asleep;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		return false; /* SQLite will say so better */
	}
	if (pread(fd, &version, 1, 18) != 1) {
		version = 0;
	}
	close(fd);
	buf_appendf(&wal, "%s-wal", path);
	asleep = version == 2 && buf_cstr(&wal) && access(wal.ptr, F_OK) != 0;
	buf_deinit(&wal);
	return asleep;
}

static int open_as_guest(struct sqlite_link *self, const char *path, uid_t owner, struct buf *why)
{
	int r = STORE_E_DENIED;

	if (wal_is_asleep(path)) {
		buf_appendf(why, "only its owner may open it first (WAL mode); uid is %u",
			(unsigned int)geteuid());
	} else {
		r = open_file(self, path, ACCESS_GUEST, why);
	}
	if (r == STORE_E_DENIED) {
		buf_appendf(why, ", and the file belongs to uid %u", (unsigned int)owner);
	}
	return r;
}

static int open_best(struct sqlite_link *self, const struct store_options *options, struct buf *why)
{
	struct stat st;
	int r;

	r = look_at(options->path, &st, why);
	if (r) {
		return r;
	}
	if (geteuid() != 0 && geteuid() != st.st_uid) {
		return open_as_guest(self, options->path, st.st_uid, why);
	}
	if (!options->read_only) {
		r = open_file(self, options->path, ACCESS_WRITER, why);
		if (r != STORE_E_DENIED) {
			return r;
		}
	}
	return open_file(self, options->path, ACCESS_READER, why);
}

/* A hardened unit mounts what it does not name read-only: then it is not the user that is wrong. */
static bool is_on_read_only(const char *path)
{
	struct statvfs system;

	return statvfs(path, &system) == 0 && (system.f_flag & ST_RDONLY);
}

static int sqlite_connect(const struct store_options *options, const struct store_server *server,
	struct store_link **ret_link, struct buf *why)
{
	struct sqlite_link *self = calloc(1, sizeof(*self));
	int r;

	(void)server;
	if (!self) {
		return -ENOMEM;
	}
	self->timeout_ms = options->statement_timeout_ms;
	r = library_load(&sqlite_library, why);
	if (r == 0) {
		r = open_best(self, options, why);
	}
	if (r == STORE_E_DENIED && is_on_read_only(options->path)) {
		buf_append_cstr(why,
			": the file system is read-only for this process, and in WAL mode "
			"it has to write beside the database (ReadWritePaths= of systemd)");
		r = STORE_E_OTHER;
	}
	if (r) {
		free(self);
		return r;
	}
	self->link.backend = &store_sqlite;
	*ret_link = &self->link;
	return 0;
}

static bool has_moved(sqlite3 *db)
{
	int moved = 0;

	lite.sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved != 0;
}

static int feed_row(sqlite3_stmt *statement, unsigned int columns, struct store_sink *sink)
{
	struct str texts[STORE_MAX_COLUMNS] = {STR_NULL};

	for (int i = 0; i < (int)columns; i++) {
		const void *text = lite.sqlite3_column_text(statement, i);

		texts[i] = str_make(text, (size_t)lite.sqlite3_column_bytes(statement, i));
	}
	return sink->row(sink, texts);
}

static int read_rows(struct sqlite_link *self, sqlite3_stmt *statement, unsigned int columns,
	struct store_sink *sink, struct buf *why)
{
	int code;

	while ((code = lite.sqlite3_step(statement)) == SQLITE_ROW) {
		int r = feed_row(statement, columns, sink);

		if (r) {
			return r;
		}
	}
	return code == SQLITE_DONE ? 0 : fail(self->db, code, why);
}

static int sqlite_query(struct store_link *link, const char *sql, unsigned int columns,
	struct store_sink *sink, struct buf *why)
{
	struct sqlite_link *self = container_of(link, struct sqlite_link, link);
	sqlite3_stmt *statement = NULL;
	int code, r;

	if (has_moved(self->db)) {
		buf_append_cstr(why, "the file was replaced");
		return STORE_E_UNREACHABLE;
	}
	start_clock(self);
	code = lite.sqlite3_prepare_v2(self->db, sql, -1, &statement, NULL);
	r = code == SQLITE_OK ? read_rows(self, statement, columns, sink, why)
			      : fail(self->db, code, why);
	lite.sqlite3_finalize(statement);
	return r;
}

static void sqlite_close(struct store_link *link)
{
	struct sqlite_link *self = container_of(link, struct sqlite_link, link);

	lite.sqlite3_close_v2(self->db);
	free(self);
}

const struct store_backend store_sqlite = {
	.name = "sqlite",
	.identifier_quote = '"',
	.text_open = "CAST(X'",
	.text_close = "' AS TEXT)",
	.connect = sqlite_connect,
	.query = sqlite_query,
	.close = sqlite_close,
};
