/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JSON as text: undoing escapes, dropping blanks, writing strings. What comes in here was validated
 * by the reader (json.c), so these loops only have to stay within bounds. No escape is shorter than
 * what it stands for, so decoded text fits where the source did.
 */
#include "proto/json_text.h"

#include "proto/json.h"
#include "proto/json_scan.h"
#include "proto/json_skip.h"
#include "proto/utf8.h"

#define REPLACEMENT 0xFFFDU

/* The four digits at AT; -1 when there aren't four before END. */
static int32_t read_hex4(const char *at, const char *end)
{
	int32_t value = 0;

	if (end - at < 4) {
		return -1;
	}
	for (int i = 0; i < 4; i++) {
		int digit = json_hex_digit(at[i]);

		if (digit < 0) {
			return -1;
		}
		value = value << 4 | digit;
	}
	return value;
}

/* Behind "\u". Moves *at over the digits, and over a second escape that completes the character. */
static uint32_t read_code_point(const char **at, const char *end)
{
	int32_t unit = read_hex4(*at, end);
	int32_t low;

	if (unit < 0) {
		*at = end;
		return REPLACEMENT;
	}
	*at += 4;
	if (unit < 0xD800 || unit > 0xDFFF) {
		return (uint32_t)unit;
	}
	if (unit > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') {
		return REPLACEMENT;
	}
	low = read_hex4(*at + 2, end);
	if (low < 0xDC00 || low > 0xDFFF) {
		return REPLACEMENT;
	}
	*at += 6;
	return 0x10000U + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

static char simple_escape(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return c; /* quote, backslash, slash */
	}
}

bool json_unescape(struct str inside, struct arena *arena, struct str *ret_text)
{
	const char *at = inside.ptr;
	const char *end = at + inside.len;
	char *text = arena_alloc(arena, inside.len);
	char *to = text;

	if (!text) {
		return false;
	}
	while (at < end) {
		const char *escape = memchr(at, '\\', (size_t)(end - at));
		size_t plain = (size_t)((escape ? escape : end) - at);

		memcpy(to, at, plain);
		to += plain;
		at += plain;
		if (end - at < 2) {
			break;
		}
		at += 2;
		if (at[-1] == 'u') {
			to += utf8_encode(read_code_point(&at, end), to);
		} else {
			*to++ = simple_escape(at[-1]);
		}
	}
	*ret_text = str_make(text, (size_t)(to - text));
	return true;
}

/* AT is behind an opening quote; behind the closing one comes back. */
static const char *string_end(const char *at, const char *end)
{
	while (at < end) {
		at = json_plain_end(at, end);
		if (at == end) {
			break;
		}
		if (*at == '"') {
			return at + 1;
		}
		at += *at == '\\' && end - at > 1 ? 2 : 1;
	}
	return end;
}

/* Anything below or equal to a blank, wherever it stands. */
static bool has_blank(struct str raw)
{
	const uint64_t ones = 0x0101010101010101U;
	const uint64_t tops = 0x8080808080808080U;
	size_t i = 0;

	for (; raw.len - i >= 8; i += 8) {
		uint64_t word;

		memcpy(&word, raw.ptr + i, sizeof(word));
		if ((word - ones * 0x21) & ~word & tops) {
			return true;
		}
	}
	for (; i < raw.len; i++) {
		if ((unsigned char)raw.ptr[i] <= ' ') {
			return true;
		}
	}
	return false;
}

/* Copies what isn't blank up to a string or the end; returns where it stopped reading. */
static const char *copy_tokens(const char *at, const char *end, char **to)
{
	while (at < end && *at != '"') {
		**to = *at;
		*to += !json_is_blank(*at++);
	}
	return at;
}

void json_compact(struct str raw, struct buf *out)
{
	const char *at = raw.ptr;
	const char *end;
	char *start;
	char *to;

	/* PHP's json_encode leaves no blanks; then there is nothing to look for. */
	if (!has_blank(raw)) {
		buf_append_str(out, raw);
		return;
	}
	start = to = buf_reserve(out, raw.len);
	if (!to) {
		return;
	}
	end = at + raw.len;
	while ((at = copy_tokens(at, end, &to)) < end) {
		const char *behind = string_end(at + 1, end);

		memcpy(to, at, (size_t)(behind - at));
		to += behind - at;
		at = behind;
	}
	buf_commit(out, (size_t)(to - start));
}

static void write_escaped(struct buf *out, char c)
{
	static const char digits[] = "0123456789abcdef";
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	char text[6] = {'\\', 'u', '0', '0', digits[c >> 4 & 15], digits[c & 15]};

	for (size_t i = 0; i + 1 < sizeof(letters); i += 2) {
		if (letters[i] == c) {
			text[1] = letters[i + 1];
			buf_append(out, text, 2);
			return;
		}
	}
	buf_append(out, text, sizeof(text));
}

/* A character beyond ASCII, or U+FFFD for a byte that begins none; where it goes on. */
static const char *write_character(struct buf *out, const char *at, const char *end)
{
	size_t len = utf8_char_length(at, end);

	if (!len) {
		buf_append_cstr(out, "\xEF\xBF\xBD");
		return at + 1;
	}
	buf_append(out, at, len);
	return at + len;
}

void json_write_string(struct buf *out, struct str s)
{
	const char *at = s.ptr;
	const char *end = s.len ? at + s.len : at;

	buf_append_byte(out, '"');
	while (at < end) {
		const char *stop = json_plain_end(at, end);

		buf_append(out, at, (size_t)(stop - at));
		at = stop;
		if (at == end) {
			break;
		}
		if ((unsigned char)*at < 0x80) {
			write_escaped(out, *at++);
		} else {
			at = write_character(out, at, end);
		}
	}
	buf_append_byte(out, '"');
}
