/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Functions that make text out of text. */
#include "base/ascii.h"
#include "base/buf.h"
#include "php/builtins.h"

/* The bytes that a list such as " \n" or "a..z" names. */
static void read_mask(struct str list, bool mask[256])
{
	for (size_t i = 0; i < list.len; i++) {
		unsigned char from = (unsigned char)list.ptr[i];
		unsigned char to = from;

		if (i + 3 < list.len && list.ptr[i + 1] == '.' && list.ptr[i + 2] == '.' &&
			(unsigned char)list.ptr[i + 3] >= from) {
			i += 3;
			to = (unsigned char)list.ptr[i];
		}
		for (unsigned c = from; c <= to; c++) {
			mask[c] = true;
		}
	}
}

static struct php_value trim_sides(struct php_call *call, bool left, bool right)
{
	struct str s = php_arg_string(call, 0);
	struct str list =
		php_arg_is_given(call, 1) ? php_arg_string(call, 1) : STR_LIT(" \n\r\t\v\0");
	bool mask[256] = {false};

	read_mask(list, mask);
	while (left && s.len && mask[(unsigned char)s.ptr[0]]) {
		s = str_skip(s, 1);
	}
	while (right && s.len && mask[(unsigned char)s.ptr[s.len - 1]]) {
		s.len--;
	}
	return php_string(s);
}

static struct php_value run_trim(struct php_call *call)
{
	return trim_sides(call, true, true);
}

static struct php_value run_ltrim(struct php_call *call)
{
	return trim_sides(call, true, false);
}

static struct php_value run_rtrim(struct php_call *call)
{
	return trim_sides(call, false, true);
}

static struct php_value change_case(struct php_call *call, bool upper, size_t most)
{
	struct str s = php_dup(call->php, php_arg_string(call, 0));

	for (size_t i = 0; i < s.len && i < most; i++) {
		char *c = (char *)s.ptr + i;

		*c = (char)(upper ? ascii_upper(*c) : ascii_lower(*c));
	}
	return php_string(s);
}

static struct php_value run_strtolower(struct php_call *call)
{
	return change_case(call, false, SIZE_MAX);
}

static struct php_value run_strtoupper(struct php_call *call)
{
	return change_case(call, true, SIZE_MAX);
}

static struct php_value run_ucfirst(struct php_call *call)
{
	return change_case(call, true, 1);
}

static struct php_value run_lcfirst(struct php_call *call)
{
	return change_case(call, false, 1);
}

static struct php_value run_strlen(struct php_call *call)
{
	return php_int((int64_t)php_arg_string(call, 0).len);
}

/* PHP 8: offsets outside of the string mean its ends. */
static struct php_value run_substr(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	int64_t size = (int64_t)s.len;
	int64_t offset = php_arg_int(call, 1);
	int64_t length = php_arg(call, 2).kind == PHP_NULL ? size : php_arg_int(call, 2);

	if (offset < 0) {
		offset = MAX_OF(offset + size, 0);
	}
	offset = MIN_OF(offset, size);
	if (length < 0) {
		length = MAX_OF(length + size - offset, 0);
	}
	return php_string(str_make(s.ptr + offset, (size_t)MIN_OF(length, size - offset)));
}

static struct php_value run_strrev(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	struct str copy = php_dup(call->php, s);

	for (size_t i = 0; i < copy.len; i++) {
		((char *)copy.ptr)[i] = s.ptr[s.len - 1 - i];
	}
	return php_string(copy);
}

static struct php_value run_str_repeat(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	int64_t times = php_arg_int(call, 1);
	size_t total;
	char *out;

	if (times < 0) {
		php_arg_error(call, "ValueError", 1, "must not be negative");
		return php_null();
	}
	if (__builtin_mul_overflow(s.len, (size_t)times, &total)) {
		php_halt_limit(call->php, "this needs too much memory");
		return php_null();
	}
	out = php_string_room(call->php, total);
	for (size_t at = 0; out && at < total; at += s.len) {
		memcpy(out + at, s.ptr, s.len);
	}
	return out ? php_string(str_make(out, total)) : php_null();
}

static struct php_value run_str_pad(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	int64_t length = php_arg_int(call, 1);
	struct str pad = php_arg_is_given(call, 2) ? php_arg_string(call, 2) : STR_LIT(" ");
	int64_t side = php_arg_int_or(call, 3, 1);
	size_t missing;
	size_t left;
	char *out;

	if (pad.len == 0 && length > (int64_t)s.len) {
		php_arg_error(call, "ValueError", 2, "must not be empty");
	}
	if ((side < 0 || side > 2) && length > (int64_t)s.len) {
		php_arg_error(call, "ValueError", 3, "is no side");
	}
	if (length < 0 || (size_t)length <= s.len || pad.len == 0) {
		return php_string(s);
	}
	missing = (size_t)length - s.len;
	left = side == 0 ? missing : side == 2 ? missing / 2 : 0;
	out = php_string_room(call->php, (size_t)length);
	if (!out) {
		return php_null();
	}
	for (size_t i = 0; i < left; i++) {
		out[i] = pad.ptr[i % pad.len];
	}
	if (s.len) {
		memcpy(out + left, s.ptr, s.len);
	}
	for (size_t i = 0; i < missing - left; i++) {
		out[left + s.len + i] = pad.ptr[i % pad.len];
	}
	return php_string(str_make(out, (size_t)length));
}

static struct php_value run_implode(struct php_call *call)
{
	bool is_swapped = php_arg(call, 0).kind == PHP_ARRAY;
	struct str glue = STR_LIT("");
	struct php_array *array = php_arg_array(call, is_swapped ? 0 : 1);
	struct str text = STR_LIT("");
	const struct php_entry *entry;
	size_t done = 0;

	if (is_swapped && php_arg(call, 1).kind != PHP_NULL) {
		php_arg_error(call, "TypeError", 1, "must be an array");
		return php_null();
	}
	if (!is_swapped) {
		glue = php_arg_string(call, 0);
	}
	for (size_t at = 0;
		array && (entry = php_array_next(array, &at)) && php_charge(call->php, 1);) {
		struct str piece = php_to_string(call->php, php_entry_value(entry));

		text = done++ ? php_concat(call->php, text, glue) : text;
		text = php_concat(call->php, text, piece);
	}
	return php_string(text);
}

/* A negative limit leaves out so many at the end. */
static struct php_value explode(struct php_call *call, struct str glue, struct str s, int64_t limit)
{
	struct php *php = call->php;
	struct php_array *array = php_array_new(php);
	int64_t pieces = 0;
	ptrdiff_t at;

	while (array && !php_is_halted(php) && (limit < 0 || pieces < limit - 1) &&
		(at = str_find(s, glue)) >= 0) {
		php_array_append(php, array, php_string(str_first(s, (size_t)at)), php->place);
		s = str_skip(s, (size_t)at + glue.len);
		pieces++;
		php_charge(php, 1 + (uint64_t)at / 64);
	}
	if (!array) {
		return php_null();
	}
	php_array_append(php, array, php_string(s), php->place);
	for (int64_t drop = limit; drop < 0 && pieces >= 0; drop++, pieces--) {
		php_array_remove(array, php_key_from_int(pieces));
	}
	return php_from_array(array);
}

static struct php_value run_explode(struct php_call *call)
{
	struct str glue = php_arg_string(call, 0);
	struct str s = php_arg_string(call, 1);
	int64_t limit = php_arg_int_or(call, 2, INT64_MAX);

	if (glue.len == 0) {
		php_arg_error(call, "ValueError", 0, "must not be empty");
		return php_null();
	}
	return explode(call, glue, s, limit == 0 ? 1 : limit);
}

static struct php_value run_str_split(struct php_call *call)
{
	struct php *php = call->php;
	struct str s = php_arg_string(call, 0);
	int64_t size = php_arg_int_or(call, 1, 1);
	struct php_array *array = php_array_new(php);

	if (size < 1) {
		php_arg_error(call, "ValueError", 1, "must be greater than 0");
		return php_null();
	}
	while (s.len && php_charge(php, 1)) {
		struct str piece = str_first(s, (size_t)size);

		if (array) {
			php_array_append(php, array, php_string(piece), php->place);
		}
		s = str_skip(s, piece.len);
	}
	return array ? php_from_array(array) : php_null();
}

static struct php_value run_bin2hex(struct php_call *call)
{
	static const char digits[] = "0123456789abcdef";
	struct str s = php_arg_string(call, 0);
	char *out = php_string_room(call->php, s.len * 2);

	for (size_t i = 0; out && i < s.len; i++) {
		out[2 * i] = digits[(unsigned char)s.ptr[i] >> 4];
		out[2 * i + 1] = digits[s.ptr[i] & 15];
	}
	return out ? php_string(str_make(out, s.len * 2)) : php_null();
}

static struct php_value run_chr(struct php_call *call)
{
	char byte = (char)(php_arg_int(call, 0) & 0xFF);

	return php_string(php_dup(call->php, str_make(&byte, 1)));
}

static struct php_value run_ord(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);

	return php_int(s.len ? (unsigned char)s.ptr[0] : 0);
}

const struct php_builtin php_builtins_text[] = {
	{STR_INIT("trim"), "string,characters=", run_trim, 0},
	{STR_INIT("ltrim"), "string,characters=", run_ltrim, 0},
	{STR_INIT("rtrim"), "string,characters=", run_rtrim, 0},
	{STR_INIT("chop"), "string,characters=", run_rtrim, 0},
	{STR_INIT("strtolower"), "string", run_strtolower, 0},
	{STR_INIT("strtoupper"), "string", run_strtoupper, 0},
	{STR_INIT("ucfirst"), "string", run_ucfirst, 0},
	{STR_INIT("lcfirst"), "string", run_lcfirst, 0},
	{STR_INIT("strlen"), "string", run_strlen, 0},
	{STR_INIT("substr"), "string,offset,length=", run_substr, 0},
	{STR_INIT("strrev"), "string", run_strrev, 0},
	{STR_INIT("str_repeat"), "string,times", run_str_repeat, 0},
	{STR_INIT("str_pad"), "string,length,pad_string=,pad_type=", run_str_pad, 0},
	{STR_INIT("implode"), "separator,array=", run_implode, 0},
	{STR_INIT("join"), "separator,array=", run_implode, 0},
	{STR_INIT("explode"), "separator,string,limit=", run_explode, 0},
	{STR_INIT("str_split"), "string,length=", run_str_split, 0},
	{STR_INIT("bin2hex"), "string", run_bin2hex, 0},
	{STR_INIT("chr"), "codepoint", run_chr, 0},
	{STR_INIT("ord"), "character", run_ord, 0},
};
const size_t php_builtins_text_count = ARRAY_SIZE(php_builtins_text);
