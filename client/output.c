/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A line is built in a buffer and written at once, so that lines of several clients don't mix. */
#include "output.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "proto/json.h"
#include "proto/utf8.h"

#define DIM   "\033[2m"
#define BOLD  "\033[1m"
#define RED   "\033[31m"
#define PLAIN "\033[0m"

static bool wants_colour(FILE *stream)
{
	const char *off = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(stream)) && !(off && *off) && term && strcmp(term, "dumb") != 0;
}

void output_init(struct output *output, bool json)
{
	*output = (struct output){
		.json = json,
		.colour_out = !json && wants_colour(stdout),
		.colour_err = !json && wants_colour(stderr),
	};
}

/* For people the local time, for programs ISO 8601 in UTC. */
static void append_time(struct buf *line, bool json)
{
	struct timespec now = {0, 0};
	struct tm tm = {.tm_mday = 1};
	char text[32] = "";

	(void)clock_gettime(CLOCK_REALTIME, &now);
	(void)(json ? gmtime_r(&now.tv_sec, &tm) : localtime_r(&now.tv_sec, &tm));
	(void)strftime(text, sizeof(text), json ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d %H:%M:%S", &tm);
	buf_appendf(line, "%s.%03ld%s", text, now.tv_nsec / 1000000, json ? "Z" : "");
}

/* Control characters: below the blank, DEL, and U+0080 to U+009F, which terminals obey as well. */
static bool is_control(const char *at, size_t len)
{
	unsigned char first = (unsigned char)at[0];

	return first < 0x20 || first == 0x7F ||
	       (len == 2 && first == 0xC2 && (unsigned char)at[1] < 0xA0);
}

/* Characters as they are; bytes of control characters, and what is no UTF-8, as \xNN. */
static void append_visible(struct buf *line, struct str text)
{
	while (text.len) {
		size_t len = utf8_char_length(text.ptr, text.ptr + text.len);

		if (len && !is_control(text.ptr, len)) {
			buf_append(line, text.ptr, len);
		} else {
			len = 1;
			buf_appendf(line, "\\x%02x", (unsigned char)text.ptr[0]);
		}
		text = str_skip(text, len);
	}
}

static void append_member(struct buf *line, const char *name, struct str value)
{
	buf_appendf(line, ",\"%s\":", name);
	json_write_string(line, value);
}

static void begin_json(struct buf *line, const char *type)
{
	buf_append_cstr(line, "{\"time\":\"");
	append_time(line, true);
	buf_append_cstr(line, "\"");
	append_member(line, "type", str_from_cstr(type));
}

static void begin_text(struct buf *line, bool colour)
{
	buf_append_cstr(line, colour ? DIM : "");
	append_time(line, false);
	buf_append_cstr(line, colour ? PLAIN "  " : "  ");
}

static void write_line(struct buf *line, FILE *stream)
{
	buf_append_byte(line, '\n');
	if (buf_status(line) == 0) {
		(void)fwrite(line->ptr, 1, line->len, stream);
		(void)fflush(stream);
	}
	buf_deinit(line);
}

/* "name" or "name <json>"; anything else is all name. */
static void append_json_message(struct buf *line, struct str message)
{
	struct arena arena = ARENA_INIT(0);
	struct json_value body;
	struct str name;
	struct str rest;

	if (str_split_once(message, ' ', &name, &rest) &&
		json_parse(rest, &arena, &body, NULL) == 0) {
		append_member(line, "message", name);
		buf_append_cstr(line, ",\"body\":");
		json_compact(body.raw, line);
	} else {
		append_member(line, "message", message);
	}
	arena_deinit(&arena);
}

void output_message(const struct output *output, struct str message)
{
	struct buf line = BUF_NULL;
	struct str name;
	struct str rest;

	if (output->json) {
		begin_json(&line, "message");
		append_json_message(&line, message);
		buf_append_byte(&line, '}');
	} else {
		begin_text(&line, output->colour_out);
		buf_append_cstr(&line, output->colour_out ? BOLD : "");
		(void)str_split_once(message, ' ', &name, &rest);
		append_visible(&line, name);
		buf_append_cstr(&line, output->colour_out ? PLAIN : "");
		append_visible(&line, str_skip(message, name.len));
	}
	write_line(&line, stdout);
}

static void say(const struct output *output, const char *type, const char *colour, struct str text)
{
	struct buf line = BUF_NULL;

	if (output->json) {
		begin_json(&line, type);
		append_member(&line, "text", text);
		buf_append_byte(&line, '}');
	} else {
		begin_text(&line, output->colour_err);
		buf_append_cstr(&line, output->colour_err ? colour : "");
		append_visible(&line, text);
		buf_append_cstr(&line, output->colour_err ? PLAIN : "");
	}
	write_line(&line, output->json ? stdout : stderr);
}

void output_status(const struct output *output, struct str text)
{
	say(output, "status", DIM, text);
}

void output_error(const struct output *output, struct str text)
{
	say(output, "error", RED, text);
}
