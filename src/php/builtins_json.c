/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * json_decode() (RFC 8259, with PHP's limits and error codes). Objects become arrays when the
 * caller asks for it, else they are objects, and unknown.
 */
#include "base/ascii.h"
#include "php/builtins.h"

enum {
	JSON_OK = 0,
	JSON_DEPTH = 1,
	JSON_CONTROL = 3,
	JSON_SYNTAX = 4,
	JSON_UTF8 = 5,
	JSON_UTF16 = 10,
};

struct reader {
	struct php *php;
	struct str text;
	size_t at;
	int64_t depth;
	int64_t limit;
	bool as_arrays;
	bool big_as_text;
	bool saw_object;
	int error;
};

static struct php_value read_value(struct reader *r);

static struct php_value fail(struct reader *r, int error)
{
	r->error = r->error ? r->error : error;
	return php_null();
}

static char peek(const struct reader *r)
{
	return str_at(r->text, r->at);
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->text.len && strchr(" \t\n\r", r->text.ptr[r->at]) && r->text.ptr[r->at]) {
		r->at++;
	}
}

static bool accept(struct reader *r, char c)
{
	skip_blanks(r);
	if (peek(r) != c || r->at >= r->text.len) {
		return false;
	}
	r->at++;
	return true;
}

static bool accept_word(struct reader *r, struct str word)
{
	if (!str_has_prefix(str_skip(r->text, r->at), word)) {
		return false;
	}
	r->at += word.len;
	return true;
}

static int hex4(const struct reader *r, size_t at)
{
	int value = 0;

	if (r->text.len - at < 4) {
		return -1;
	}
	for (size_t i = 0; i < 4; i++) {
		int digit = ascii_digit(r->text.ptr[at + i]);

		if (digit >= 16) {
			return -1;
		}
		value = value * 16 + digit;
	}
	return value;
}

/* Behind \u: one code unit, or two that form a pair. */
static void read_unicode(struct reader *r, struct buf *out)
{
	int high = hex4(r, r->at);
	int low = -1;

	if (high < 0) {
		fail(r, JSON_SYNTAX);
		return;
	}
	r->at += 4;
	if (high < 0xD800 || high > 0xDFFF) {
		php_put_utf8(out, (uint32_t)high);
		return;
	}
	if (high < 0xDC00 && str_has_prefix(str_skip(r->text, r->at), STR_LIT("\\u"))) {
		low = hex4(r, r->at + 2);
	}
	if (low < 0xDC00 || low > 0xDFFF) {
		fail(r, JSON_UTF16);
		return;
	}
	r->at += 6;
	php_put_utf8(out, 0x10000U + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00));
}

static void read_escape(struct reader *r, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	char c = peek(r);
	const char *hit = c ? strchr(from, c) : NULL;

	r->at++;
	if (hit) {
		buf_append_byte(out, to[hit - from]);
	} else if (c == 'u') {
		read_unicode(r, out);
	} else {
		fail(r, JSON_SYNTAX);
	}
}

/* Behind the opening quote. */
static struct str read_string(struct reader *r)
{
	struct buf out = BUF_NULL;
	struct str text = STR_LIT("");

	while (!r->error) {
		char c = peek(r); /* NUL at the end, which PHP takes for a control character, too */

		if ((unsigned char)c < 0x20) {
			fail(r, JSON_CONTROL);
			break;
		}
		r->at++;
		if (c == '"') {
			break;
		}
		if (c == '\\') {
			read_escape(r, &out);
		} else {
			buf_append_byte(&out, c);
		}
	}
	if (!r->error && !str_is_utf8(buf_str(&out))) {
		fail(r, JSON_UTF8);
	}
	if (buf_status(&out)) {
		php_halt(r->php, PHP_HALT_MEMORY, STR_LIT("the system has no memory left"));
	}
	if (!r->error) {
		text = php_dup(r->php, buf_str(&out));
	}
	buf_deinit_secret(&out);
	return text;
}

static size_t digits(const struct reader *r, size_t at)
{
	size_t start = at;

	while (at < r->text.len && ascii_is_digit(r->text.ptr[at])) {
		at++;
	}
	return at - start;
}

static struct php_value read_number(struct reader *r)
{
	size_t start = r->at;
	size_t at = start + (peek(r) == '-');
	size_t whole = at < r->text.len && r->text.ptr[at] == '0' ? 1 : digits(r, at);
	struct php_value number;
	bool is_float = false;
	size_t mark;

	at += whole;
	if (at < r->text.len && r->text.ptr[at] == '.' && digits(r, at + 1)) {
		is_float = true;
		at += 1 + digits(r, at + 1);
	}
	mark = at + 1;
	if (at < r->text.len && (r->text.ptr[at] | 0x20) == 'e') {
		mark += mark < r->text.len &&
			(r->text.ptr[mark] == '+' || r->text.ptr[mark] == '-');
		if (digits(r, mark)) {
			is_float = true;
			at = mark + digits(r, mark);
		}
	}
	if (whole == 0) {
		return fail(r, JSON_SYNTAX);
	}
	r->at = at;
	if (str_equals(str_make(r->text.ptr + start, at - start), STR_LIT("-0"))) {
		return php_int(0);
	}
	(void)php_parse_number(str_make(r->text.ptr + start, at - start), &number);
	if (number.kind == PHP_FLOAT && !is_float && r->big_as_text) {
		return php_string(php_dup(r->php, str_make(r->text.ptr + start, at - start)));
	}
	return number;
}

static bool enter(struct reader *r)
{
	if (r->depth + 1 >= r->limit) {
		fail(r, JSON_DEPTH);
		return false;
	}
	r->depth++;
	return php_enter(r->php);
}

static void leave(struct reader *r)
{
	r->depth--;
	php_leave(r->php);
}

static struct php_value read_list(struct reader *r)
{
	struct php_array *array = php_array_new(r->php);

	if (!array || !enter(r)) {
		return php_null();
	}
	if (!accept(r, ']')) {
		do {
			php_array_append(r->php, array, read_value(r), r->php->place);
		} while (!r->error && !php_is_halted(r->php) && accept(r, ','));
		if (!r->error && !accept(r, ']')) {
			fail(r, JSON_SYNTAX);
		}
	}
	leave(r);
	return php_from_array(array);
}

static void read_member(struct reader *r, struct php_array *array)
{
	struct str name;

	if (!accept(r, '"')) {
		fail(r, JSON_SYNTAX);
		return;
	}
	name = read_string(r);
	if (!r->error && !accept(r, ':')) {
		fail(r, JSON_SYNTAX);
	}
	if (!r->error) {
		php_array_set(r->php, array, php_key_from_name(name), read_value(r), r->php->place);
	}
}

static struct php_value read_object(struct reader *r)
{
	struct php_array *array = php_array_new(r->php);

	if (!array || !enter(r)) {
		return php_null();
	}
	r->saw_object = true;
	if (!accept(r, '}')) {
		do {
			read_member(r, array);
		} while (!r->error && !php_is_halted(r->php) && accept(r, ','));
		if (!r->error && !accept(r, '}')) {
			fail(r, JSON_SYNTAX);
		}
	}
	leave(r);
	return r->as_arrays ? php_from_array(array) : php_unknown_here(r->php, "an object");
}

/* Whether one whole character comes next. */
static bool is_utf8_ahead(const struct reader *r)
{
	struct str text = str_skip(r->text, r->at);

	for (size_t len = 1; len <= MIN_OF(text.len, 4U); len++) {
		if (str_is_utf8(str_first(text, len))) {
			return true;
		}
	}
	return false;
}

static struct php_value read_value(struct reader *r)
{
	skip_blanks(r);
	if (r->error || !php_charge(r->php, 1)) {
		return php_null();
	}
	if (accept(r, '{')) {
		return read_object(r);
	}
	if (accept(r, '[')) {
		return read_list(r);
	}
	if (accept(r, '"')) {
		return php_string(read_string(r));
	}
	if (accept_word(r, STR_LIT("true"))) {
		return php_bool(true);
	}
	if (accept_word(r, STR_LIT("false"))) {
		return php_bool(false);
	}
	if (accept_word(r, STR_LIT("null"))) {
		return php_null();
	}
	if ((unsigned char)peek(r) < 0x20 && r->at < r->text.len) {
		return fail(r, JSON_CONTROL);
	}
	if ((unsigned char)peek(r) >= 0x80) {
		return fail(r, is_utf8_ahead(r) ? JSON_SYNTAX : JSON_UTF8);
	}
	return read_number(r);
}

/* The reason why the call cannot be run; then nobody knows what json_last_error() says, either. */
static const struct php_unknown *why_unknown(struct php_call *call)
{
	const struct php_unknown *why = NULL;
	uint16_t env = 0;

	for (size_t i = 0; i < call->count && !why; i++) {
		why = php_find_unknown(call->php, call->arguments[i], &env);
	}
	if (why) {
		call->php->json_error = PHP_JSON_UNKNOWN;
		call->php->risk = call->php->risk ? call->php->risk : why;
	}
	return why;
}

static struct php_value decode(struct php_call *call)
{
	int64_t flags = php_arg_int_or(call, 3, 0);
	struct reader r = {
		.php = call->php,
		.text = php_arg_string(call, 0),
		.limit = php_arg_int_or(call, 2, 512),
		.as_arrays = php_arg(call, 1).kind != PHP_NULL ? php_arg_bool(call, 1)
							       : (flags & 1) != 0,
		.big_as_text = (flags & 2) != 0,
	};
	struct php_value value;

	if (r.limit < 1) {
		php_arg_error(call, "ValueError", 2, "must be greater than 0");
		return php_null();
	}
	value = r.text.len ? read_value(&r) : fail(&r, JSON_SYNTAX);
	skip_blanks(&r);
	if (!r.error && r.at < r.text.len) {
		fail(&r, JSON_SYNTAX);
	}
	if (r.error && (flags & (1 << 22))) {
		php_halt_error(call->php, "JsonException", "this is not JSON");
		return php_null();
	}
	if (!(flags & (1 << 22))) {
		call->php->json_error = r.error;
	}
	return r.error ? php_null() : value;
}

static struct php_value run_json_decode(struct php_call *call)
{
	const struct php_unknown *why = why_unknown(call);

	return why ? php_from_unknown(why) : decode(call);
}

static struct php_value run_json_last_error(struct php_call *call)
{
	return call->php->json_error == PHP_JSON_UNKNOWN
		       ? php_unknown_here(call->php, "json_last_error()")
		       : php_int(call->php->json_error);
}

static struct php_value run_json_last_error_msg(struct php_call *call)
{
	int error = call->php->json_error;

	if (error == PHP_JSON_UNKNOWN) {
		return php_unknown_here(call->php, "json_last_error_msg()");
	}
	return php_string(error == JSON_OK        ? STR_LIT("No error")
			  : error == JSON_DEPTH   ? STR_LIT("Maximum stack depth exceeded")
			  : error == JSON_CONTROL ? STR_LIT("Control character error, possibly "
							    "incorrectly encoded")
			  : error == JSON_UTF8    ? STR_LIT("Malformed UTF-8 characters, possibly "
							       "incorrectly encoded")
			  : error == JSON_UTF16
				  ? STR_LIT("Single unpaired UTF-16 surrogate in unicode escape")
				  : STR_LIT("Syntax error"));
}

const struct php_builtin php_builtins_json[] = {
	{STR_INIT("json_decode"), "json,associative=,depth=,flags=", run_json_decode,
		PHP_TAKES_UNKNOWN},
	{STR_INIT("json_last_error"), "", run_json_last_error, 0},
	{STR_INIT("json_last_error_msg"), "", run_json_last_error_msg, 0},
};
const size_t php_builtins_json_count = ARRAY_SIZE(php_builtins_json);
