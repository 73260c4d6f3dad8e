/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const struct origin from_option = {.kind = ORIGIN_OPTION, .name = "--some-url"};
const struct origin from_env = {.kind = ORIGIN_ENV, .name = "SOME_URL"};

static char folder[64];
static char path[256];
void bench_init(struct bench *bench)
{
	*bench = (struct bench){0};
	bench->settings.redis.tls.verify_peer = true;
	bench->settings.redis.tls.verify_hostname = true;
	bench->loader.settings = &bench->settings;
	bench->loader.error = &bench->error;
}

void bench_deinit(struct bench *bench)
{
	arena_deinit(&bench->settings.arena);
	buf_deinit(&bench->error);
}

void note_sample(const char *text)
{
	print_message("# '");
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20) {
			print_message("\\x%02x", (unsigned)*text);
		} else {
			print_message("%c", *text);
		}
	}
	print_message("'\n");
}

void assert_contains(struct str text, const char *part)
{
	if (str_find(text, str_from_cstr(part)) < 0) {
		print_error("\"%s\" is not in:\n%.*s\n", part, STR_ARG(text));
		fail();
	}
}

void assert_lacks(struct str text, const char *part)
{
	if (str_find(text, str_from_cstr(part)) >= 0) {
		print_error("\"%s\" must not be in:\n%.*s\n", part, STR_ARG(text));
		fail();
	}
}

void assert_text(struct str text, const char *expected)
{
	if (!str_equals(text, str_from_cstr(expected))) {
		print_error("expected:\n%s\ngot:\n%.*s\n", expected, STR_ARG(text));
		fail();
	}
}

const char *temp_folder(void)
{
	return folder;
}

const char *write_file(const char *name, struct str content)
{
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(content.ptr ? content.ptr : "", 1, content.len, file), content.len);
	assert_int_equal(fclose(file), 0);
	return path;
}

static int remove_one(const char *name, const struct stat *status, int type, struct FTW *ftw)
{
	(void)status;
	(void)type;
	(void)ftw;
	return remove(name);
}

int temp_setup(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof(folder), "/tmp/config-test-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

int temp_teardown(void **state)
{
	(void)state;
	return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
