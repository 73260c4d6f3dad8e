/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Renders the lines one by one into a buffer of their own, remembering in which column of the
 * screen the spot came to lie: masks, tabs and escapes all move it. Columns are counted in
 * characters (a byte that continues a UTF-8 sequence takes no room), which is right for nearly all
 * text.
 */
#include "config/snippet.h"

#include "config/secret.h"

#define CONTEXT   2U
#define TAB_WIDTH 4U
#define MAX_WIDTH 110U /* of a shown line */

#define RED   "\033[1;31m"
#define BLUE  "\033[1;34m"
#define PLAIN "\033[0m"

struct render {
	const struct snippet *snippet;
	const struct secret_span *spans;
	size_t span_count;
	int gutter; /* digits of the largest line number */
	struct buf *out;
};

static const char *paint(const struct render *render, const char *colour)
{
	return render->snippet->colour ? colour : "";
}

/* The span that holds OFFSET, or NULL. Offsets are asked for in order: *NEXT, from 0, keeps up. */
static const struct secret_span *span_at(const struct render *render, size_t offset, size_t *next)
{
	while (*next < render->span_count && render->spans[*next].end <= offset) {
		(*next)++;
	}
	return *next < render->span_count && render->spans[*next].start <= offset
		       ? &render->spans[*next]
		       : NULL;
}

static size_t width_of(struct str text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.len; i++) {
		width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	}
	return width;
}

/* Shows one byte; *WIDTH, of the line so far, moves along. */
static void append_byte(struct buf *line, char c, size_t *width)
{
	unsigned char byte = (unsigned char)c;

	if (c == '\t') {
		do {
			buf_append_byte(line, ' ');
		} while (++*width % TAB_WIDTH != 0);
	} else if (byte < ' ' || byte == 0x7F) {
		buf_appendf(line, "\\x%02x", byte);
		*width += strlen("\\x00");
	} else {
		buf_append_byte(line, c);
		*width += (byte & 0xC0) != 0x80;
	}
}

/*
 * Renders source[start, end) into LINE; *ret_spot is the screen column (from 0) of byte SPOT of the
 * source, or of the end.
 */
static void render_text(const struct render *render, size_t start, size_t end, size_t spot,
	struct buf *line, size_t *ret_spot)
{
	bool found = false;
	size_t width = 0;
	size_t next = 0;

	for (size_t i = start; i < end; i++) {
		const struct secret_span *span = span_at(render, i, &next);

		if (i >= spot && !found) {
			*ret_spot = width;
			found = true;
		}
		if (!span) {
			append_byte(line, render->snippet->source.ptr[i], &width);
			continue;
		}
		buf_append_cstr(line, SECRET_MASK);
		width += strlen(SECRET_MASK);
		i = MIN_OF(span->end, end) - 1;
	}
	if (!found) {
		*ret_spot = width;
	}
}

/* Cuts LINE to MAX_WIDTH columns around *SPOT, which moves along. */
static void cut(struct buf *line, size_t *spot)
{
	size_t width = width_of(buf_str(line));
	size_t from = *spot > MAX_WIDTH / 2 ? *spot - MAX_WIDTH / 2 : 0;
	struct buf shown = BUF_NULL;
	size_t column = 0;

	if (width <= MAX_WIDTH) {
		return;
	}
	from = MIN_OF(from, width - MAX_WIDTH);
	buf_append_cstr(&shown, from ? "…" : "");
	for (size_t i = 0; i < line->len; i++) {
		bool begins = ((unsigned char)line->ptr[i] & 0xC0) != 0x80;

		column += begins;
		if (column > from && column <= from + MAX_WIDTH) {
			buf_append_byte(&shown, line->ptr[i]);
		}
	}
	buf_append_cstr(&shown, from + MAX_WIDTH < width ? "…" : "");
	*spot = *spot - from + (from ? 1 : 0);
	buf_deinit_secret(line);
	*line = shown;
}

static void append_line(struct render *render, uint32_t number, size_t start, size_t end)
{
	const struct snippet *snippet = render->snippet;
	bool is_spot = number == snippet->line;
	struct buf line = BUF_NULL;
	size_t spot = 0;

	if (end > start && snippet->source.ptr[end - 1] == '\r') {
		end--;
	}
	render_text(
		render, start, end, is_spot ? start + snippet->column - 1 : start, &line, &spot);
	cut(&line, &spot);
	buf_appendf(render->out, "%s%*u |%s", paint(render, BLUE), render->gutter, number,
		paint(render, PLAIN));
	buf_append_cstr(render->out, line.len ? " " : "");
	buf_append_str(render->out, buf_str(&line));
	buf_append_byte(render->out, '\n');
	if (is_spot) {
		buf_appendf(render->out, "%s%*s |%s %*s%s^", paint(render, BLUE), render->gutter,
			"", paint(render, PLAIN), (int)spot, "", paint(render, RED));
		buf_appendf(render->out, "%s%.*s%s\n", snippet->label.len ? " " : "",
			STR_ARG(snippet->label), paint(render, PLAIN));
	}
	buf_deinit_secret(&line);
}

static void append_lines(struct render *render)
{
	struct str source = render->snippet->source;
	uint32_t spot = render->snippet->line;
	uint32_t number = 1;
	size_t start = 0;

	while (start <= source.len && number <= spot + CONTEXT) {
		ptrdiff_t len = str_find_byte(str_skip(source, start), '\n');
		size_t end = len < 0 ? source.len : start + (size_t)len;

		/* Nothing follows the newline at the end, but the spot may be there. */
		if (start == source.len && number != spot) {
			break;
		}
		if (number + CONTEXT >= spot) {
			append_line(render, number, start, end);
		}
		start = end + 1;
		number++;
	}
}

static void find_secrets(struct render *render, struct buf *spans)
{
	secret_scan(render->snippet->source, spans);
	render->spans = (const struct secret_span *)(const void *)spans->ptr;
	render->span_count = spans->len / sizeof(struct secret_span);
}

void snippet_append(struct buf *out, const struct snippet *snippet)
{
	struct buf spans = BUF_NULL;
	struct render render = {.snippet = snippet, .out = out};

	render.gutter = snprintf(NULL, 0, "%u", snippet->line + CONTEXT);
	buf_appendf(out, "%s%*s-->%s %.*s:%u:%u\n", paint(&render, BLUE), render.gutter, "",
		paint(&render, PLAIN), STR_ARG(snippet->path), snippet->line, snippet->column);
	find_secrets(&render, &spans);
	if (buf_status(&spans) != 0 || snippet->line == 0 || snippet->column == 0) {
		buf_deinit(&spans);
		return;
	}
	buf_appendf(
		out, "%s%*s |%s\n", paint(&render, BLUE), render.gutter, "", paint(&render, PLAIN));
	append_lines(&render);
	buf_deinit(&spans);
}

bool snippet_hides(const struct snippet *snippet)
{
	struct buf spans = BUF_NULL;
	struct render render = {.snippet = snippet};
	struct str rest = snippet->source;
	size_t next = 0;
	bool hides;

	for (uint32_t line = 1; line < snippet->line; line++) {
		(void)str_split_once(rest, '\n', &(struct str){0}, &rest);
	}
	find_secrets(&render, &spans);
	hides = buf_status(&spans) != 0 ||
		span_at(&render, snippet->source.len - rest.len + snippet->column - 1, &next);
	buf_deinit(&spans);
	return hides;
}
