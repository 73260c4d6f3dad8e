/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finds secrets by the names beside them. The source may be broken (it is shown because it is), so
 * nothing is parsed: a small scanner knows strings, comments, heredocs and words, and remembers
 * which name was said last. In doubt it masks.
 */
#include "config/secret.h"

static const struct str secret_words[] = {
	STR_INIT("pass"),
	STR_INIT("secret"),
	STR_INIT("salt"),
	STR_INIT("token"),
	STR_INIT("key"),
	STR_INIT("credential"),
	STR_INIT("pwd"),
};

static bool contains_nocase(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++) {
		if (str_has_prefix_nocase(str_skip(text, i), word)) {
			return true;
		}
	}
	return false;
}

bool secret_is_name(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(secret_words); i++) {
		if (contains_nocase(name, secret_words[i])) {
			return true;
		}
	}
	return false;
}

/* The password within the authority of URL, if there is one. */
static bool find_userinfo_password(struct str url, struct str *ret_password)
{
	ptrdiff_t slashes = str_find(url, STR_LIT("://"));
	struct str rest = str_skip(url, slashes < 0 ? 0 : (size_t)slashes + 3);
	ptrdiff_t at = str_rfind_byte(rest, '@');
	ptrdiff_t colon;

	/* An unescaped '/' or '?' may be part of a careless password: so look for the last '@'. */
	if (slashes < 0 || at < 0) {
		return false;
	}
	colon = str_find_byte(str_first(rest, (size_t)at), ':');
	if (colon < 0) {
		return false;
	}
	*ret_password = str_skip(str_first(rest, (size_t)at), (size_t)colon + 1);
	return true;
}

/* The query with the values of secret parameters masked. */
static void append_query(struct buf *out, struct str query)
{
	while (query.len) {
		ptrdiff_t end = str_find_byte(query, '&');
		struct str part = str_first(query, end < 0 ? query.len : (size_t)end);
		struct str name;
		struct str value;

		if (str_split_once(part, '=', &name, &value) && secret_is_name(name)) {
			buf_append_str(out, name);
			buf_append_cstr(out, "=" SECRET_MASK);
		} else {
			buf_append_str(out, part);
		}
		buf_append_cstr(out, end < 0 ? "" : "&");
		query = str_skip(query, end < 0 ? query.len : (size_t)end + 1);
	}
}

void secret_append_url(struct buf *out, struct str url)
{
	struct str password;
	ptrdiff_t query;

	if (find_userinfo_password(url, &password)) {
		buf_append(out, url.ptr, (size_t)(password.ptr - url.ptr));
		buf_append_cstr(out, SECRET_MASK);
		url = str_skip(url, (size_t)(password.ptr - url.ptr) + password.len);
	}
	query = str_find_byte(url, '?');
	if (query < 0) {
		buf_append_str(out, url);
		return;
	}
	buf_append_str(out, str_first(url, (size_t)query + 1));
	append_query(out, str_skip(url, (size_t)query + 1));
}

/* ---- Sources ---- */

struct scan {
	struct str source;
	size_t at;
	struct buf *spans;
	struct str name;   /* the last string or word: the key, once "=>" or "=" follows */
	size_t name_spans; /* length of the spans before that name was masked */
	bool is_secret;    /* what comes now belongs to a secret key */
	unsigned depth;    /* of brackets, since the secret key */
	bool after_getenv; /* the next string is the name of a variable */
	bool after_define; /* the next string is the name of a constant */
};

static void mask(struct scan *scan, size_t start, size_t end)
{
	struct secret_span span = {start, end};

	if (end > start) {
		buf_append(scan->spans, &span, sizeof(span));
	}
}

static struct str rest(const struct scan *scan)
{
	return str_skip(scan->source, scan->at);
}

static bool looking_at(const struct scan *scan, const char *text)
{
	return str_has_prefix(rest(scan), str_from_cstr(text));
}

static bool is_word_byte(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* Masks the password of a URL, or everything, in the text [start, end). */
static void mask_text(struct scan *scan, size_t start, size_t end)
{
	struct str text = str_first(str_skip(scan->source, start), end - start);
	struct str password;

	if (scan->is_secret) {
		mask(scan, start, end);
	} else if (find_userinfo_password(text, &password)) {
		mask(scan, (size_t)(password.ptr - scan->source.ptr),
			(size_t)(password.ptr - scan->source.ptr) + password.len);
	}
}

static size_t rest_of_line(const struct scan *scan)
{
	ptrdiff_t newline = str_find_byte(rest(scan), '\n');

	return newline < 0 ? rest(scan).len : (size_t)newline;
}

/*
 * Behind a secret string: what PHP cannot mean there is the end of a secret that holds its own
 * quote, 'pass'word'.
 */
static void scan_broken_end(struct scan *scan)
{
	char c = str_at(rest(scan), 0);

	if (c && !strchr(" \t\r\n,;)].?:}=[<>|&+", c) && !looking_at(scan, "!=")) {
		size_t len = rest_of_line(scan);

		mask(scan, scan->at, scan->at + len);
		scan->at += len;
	}
}

static void scan_string(struct scan *scan)
{
	char quote = scan->source.ptr[scan->at++];
	size_t start = scan->at;

	while (scan->at < scan->source.len && scan->source.ptr[scan->at] != quote) {
		scan->at += scan->source.ptr[scan->at] == '\\' ? 2 : 1;
	}
	scan->at = MIN_OF(scan->at, scan->source.len);
	scan->name = str_first(str_skip(scan->source, start), scan->at - start);
	scan->name_spans = scan->spans->len;
	if (!scan->after_getenv) {
		mask_text(scan, start, scan->at);
	}
	scan->after_getenv = false;
	scan->at += scan->at < scan->source.len;
	if (scan->is_secret) {
		scan_broken_end(scan);
	}
}

/* Behind the first '=', "=>" or ':' that has a secret name before it; the length when none has. */
static size_t find_value_of_secret(struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];

		if ((c == '=' || c == ':') && secret_is_name(str_first(line, i))) {
			return i + (i + 1 < line.len && line.ptr[i + 1] == '>' ? 2 : 1);
		}
	}
	return line.len;
}

static void scan_comment(struct scan *scan, const char *end_mark)
{
	ptrdiff_t len = str_find(rest(scan), str_from_cstr(end_mark));
	size_t end = len < 0 ? scan->source.len : scan->at + (size_t)len;

	/* Line by line: a comment is prose, or code that was put aside. */
	while (scan->at < end) {
		struct str text = str_first(rest(scan), end - scan->at);
		ptrdiff_t newline = str_find_byte(text, '\n');
		struct str line = newline < 0 ? text : str_first(text, (size_t)newline);
		size_t value = find_value_of_secret(line);

		if (value < line.len) {
			mask(scan, scan->at + value, scan->at + line.len);
		} else {
			mask_text(scan, scan->at, scan->at + line.len);
		}
		scan->at += line.len + (newline >= 0);
	}
	scan->at = end;
	scan->name_spans = scan->spans->len;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A number, or a word without quotes that is no variable, function, class or literal. */
static bool is_bare_value(const struct scan *scan, size_t start)
{
	static const struct str literals[] = {
		STR_INIT("true"), STR_INIT("false"), STR_INIT("null")};
	char before = str_at(scan->source, start - 1); /* NUL in front of the first byte */
	size_t next = scan->at;
	char after;

	while (next < scan->source.len && is_blank(scan->source.ptr[next])) {
		next++;
	}
	after = str_at(scan->source, next);
	if (scan->name.ptr[0] >= '0' && scan->name.ptr[0] <= '9') {
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(literals); i++) {
		if (str_equals_nocase(literals[i], scan->name)) {
			return false;
		}
	}
	return !(before && strchr("$>:\\", before)) && !(after && strchr("(:\\", after));
}

static void scan_word(struct scan *scan)
{
	size_t start = scan->at;

	while (scan->at < scan->source.len && is_word_byte(scan->source.ptr[scan->at])) {
		scan->at++;
	}
	scan->name = str_first(str_skip(scan->source, start), scan->at - start);
	scan->name_spans = scan->spans->len;
	if (scan->is_secret && is_bare_value(scan, start)) {
		mask(scan, start, scan->at);
	}
	scan->after_getenv = str_equals_nocase(scan->name, STR_LIT("getenv"));
	scan->after_define = str_equals_nocase(scan->name, STR_LIT("define"));
}

/* Where NAME stands first in a line behind FROM; the end of the source when it never does. */
static size_t find_heredoc_end(struct str source, size_t from, struct str name)
{
	ptrdiff_t newline;

	while ((newline = str_find_byte(str_skip(source, from), '\n')) >= 0) {
		from += (size_t)newline + 1;
		while (from < source.len && (source.ptr[from] == ' ' || source.ptr[from] == '\t')) {
			from++;
		}
		if (name.len && str_has_prefix(str_skip(source, from), name)) {
			return from;
		}
	}
	return source.len;
}

/* <<<NAME … NAME, also <<<'NAME' and <<<"NAME". */
static void scan_heredoc(struct scan *scan)
{
	struct str name;
	size_t start;

	scan->at += 3;
	while (scan->at < scan->source.len && !is_word_byte(scan->source.ptr[scan->at]) &&
		scan->source.ptr[scan->at] != '\n') {
		scan->at++;
	}
	start = scan->at;
	while (scan->at < scan->source.len && is_word_byte(scan->source.ptr[scan->at])) {
		scan->at++;
	}
	name = str_first(str_skip(scan->source, start), scan->at - start);
	start = scan->at;
	scan->at = find_heredoc_end(scan->source, start, name);
	mask_text(scan, start, scan->at);
	scan->at = MIN_OF(scan->at + name.len, scan->source.len);
}

/* "=>" or "=": the name before it is a key, and what was masked of it as a value is shown. */
static void scan_arrow(struct scan *scan)
{
	bool is_secret = secret_is_name(scan->name);

	if (!scan->is_secret || scan->depth > 0) {
		scan->spans->len = MIN_OF(scan->spans->len, scan->name_spans);
	}
	if (scan->depth == 0) {
		scan->is_secret = is_secret;
	}
	scan->at += looking_at(scan, "=>") ? 2 : 1;
}

static void scan_punctuation(struct scan *scan)
{
	char c = scan->source.ptr[scan->at];

	if (c == '=' && !looking_at(scan, "==")) {
		scan_arrow(scan);
		return;
	}
	if (looking_at(scan, "==")) {
		scan->at += looking_at(scan, "===") ? 3 : 2;
		return;
	}
	if (c == '(' || c == '[' || c == '{') {
		scan->depth += scan->is_secret;
	} else if (c == ')' || c == ']' || c == '}') {
		scan->depth -= scan->depth > 0;
	} else if (c == ';' || (c == ',' && scan->depth == 0)) {
		scan->is_secret = c == ',' && scan->after_define && secret_is_name(scan->name);
		scan->depth = 0;
	}
	if (c != '(') {
		scan->after_getenv = false;
	}
	scan->at++;
}

void secret_scan(struct str source, struct buf *spans)
{
	struct scan scan = {.source = source, .spans = spans};

	while (scan.at < source.len) {
		char c = source.ptr[scan.at];

		if (c == '\'' || c == '"' || c == '`') {
			scan_string(&scan);
		} else if (c == '#' || looking_at(&scan, "//")) {
			scan_comment(&scan, "\n");
		} else if (looking_at(&scan, "/*")) {
			scan_comment(&scan, "*/");
		} else if (looking_at(&scan, "<<<")) {
			scan_heredoc(&scan);
		} else if (is_word_byte(c)) {
			scan_word(&scan);
		} else if (is_blank(c)) {
			scan.at++;
		} else {
			scan_punctuation(&scan);
		}
	}
}
