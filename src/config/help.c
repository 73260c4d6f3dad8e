/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* --help and --version, written from the option table. */
#include "config/options.h"

#define HELP_WIDTH  96U
#define HELP_INDENT 10U

static const char *const group_names[GROUP_COUNT] = {
	[GROUP_SOURCES] = "Sources and database",
	[GROUP_REDIS] = "Redis",
	[GROUP_NEXTCLOUD] = "Nextcloud",
	[GROUP_LISTEN] = "Listening",
	[GROUP_LIMITS] = "Limits",
	[GROUP_OTHER] = "Other",
};

/* Appends the words of TEXT, broken at HELP_WIDTH; *column is where the line stands. */
static void append_words(struct buf *out, struct str text, size_t *column)
{
	while (text.len) {
		struct str word;

		(void)str_split_once(text, ' ', &word, &text);
		if (*column + 1 + word.len > HELP_WIDTH) {
			buf_appendf(out, "\n%*s", (int)HELP_INDENT, "");
			*column = HELP_INDENT;
		} else if (*column > HELP_INDENT) {
			buf_append_byte(out, ' ');
			(*column)++;
		}
		buf_append_str(out, word);
		*column += word.len;
	}
}

static void append_option(struct buf *out, const struct option *option)
{
	size_t column = HELP_INDENT;

	buf_append_cstr(out, "  ");
	if (option->letter) {
		buf_appendf(out, "-%c, ", option->letter);
	}
	if (option->name) {
		buf_appendf(out, "--%s", option->name);
	} else {
		buf_appendf(out, "%s (environment only)", option->env);
	}
	if (option->argument) {
		buf_appendf(out, " <%s>", option->argument);
	}
	buf_appendf(out, "\n%*s", (int)HELP_INDENT, "");
	append_words(out, str_from_cstr(option->help), &column);
	if (option->name && option->env) {
		append_words(out, STR_LIT("[env:"), &column);
		append_words(out, str_from_cstr(option->env), &column);
		buf_append_byte(out, ']');
	}
	if (option->default_text) {
		append_words(out, STR_LIT("[default:"), &column);
		append_words(out, str_from_cstr(option->default_text), &column);
		buf_append_byte(out, ']');
	}
	buf_append_byte(out, '\n');
}

static void append_group(struct buf *out, enum option_group group)
{
	buf_appendf(out, "\n%s:\n", group_names[group]);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_table[i].group == group) {
			append_option(out, &option_table[i]);
		}
	}
}

void settings_help(struct buf *out)
{
	buf_append_cstr(out,
		"Push server for Nextcloud clients\n\n"
		"Usage: notify_push [OPTIONS] [CONFIG_FILE]\n"
		"       notify_push check [OPTIONS] [CONFIG_FILE]\n"
		"       notify_push healthcheck [OPTIONS]\n\n"
		"CONFIG_FILE is the config.php of Nextcloud. Without a sub-command the server is "
		"started;\n"
		"check tries every link and says what to do, healthcheck asks the running server.\n"
		"The command line beats the environment (and a .env file), which beats "
		"config.php.\n");
	for (int group = 0; group < GROUP_COUNT; group++) {
		append_group(out, (enum option_group)group);
	}
}

void settings_version(struct buf *out)
{
	buf_append_cstr(out, "notify_push " NOTIFY_PUSH_VERSION "\n");
}
