/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Functions that look for text in text, and replace it. */
#include "base/ascii.h"
#include "php/builtins.h"

static struct str lowered(struct php *php, struct str s)
{
	struct str copy = php_dup(php, s);

	for (size_t i = 0; i < copy.len; i++) {
		((char *)copy.ptr)[i] = ascii_lower(copy.ptr[i]);
	}
	return copy;
}

static struct php_value run_str_contains(struct php_call *call)
{
	struct str haystack = php_arg_string(call, 0);
	struct str needle = php_arg_string(call, 1);

	php_charge(call->php, haystack.len / 64);
	return php_bool(str_find(haystack, needle) >= 0);
}

static struct php_value run_str_starts_with(struct php_call *call)
{
	struct str haystack = php_arg_string(call, 0);

	return php_bool(str_has_prefix(haystack, php_arg_string(call, 1)));
}

static struct php_value run_str_ends_with(struct php_call *call)
{
	struct str haystack = php_arg_string(call, 0);

	return php_bool(str_has_suffix(haystack, php_arg_string(call, 1)));
}

/* The last occurrence at or before END - NEEDLE.LEN. */
static ptrdiff_t find_last(struct str haystack, struct str needle)
{
	for (size_t at = haystack.len - MIN_OF(needle.len, haystack.len) + 1; at-- > 0;) {
		if (str_has_prefix(str_skip(haystack, at), needle)) {
			return (ptrdiff_t)at;
		}
	}
	return -1;
}

static struct php_value find_position(struct php_call *call, bool fold, bool last)
{
	struct str haystack = php_arg_string(call, 0);
	struct str needle = php_arg_string(call, 1);
	int64_t size = (int64_t)haystack.len;
	int64_t offset = php_arg_int_or(call, 2, 0);
	int64_t start = offset < 0 ? offset + size : offset;
	struct str window;
	ptrdiff_t at;

	if (start < 0 || start > size) {
		php_arg_error(call, "ValueError", 2, "is outside of the string");
		return php_null();
	}
	if (!php_charge(call->php, haystack.len / 64)) {
		return php_null();
	}
	if (fold) {
		haystack = lowered(call->php, haystack);
		needle = lowered(call->php, needle);
	}
	if (!last) {
		window = str_make(haystack.ptr + start, (size_t)(size - start));
		at = window.len || needle.len == 0 ? str_find(window, needle) : -1;
		return at < 0 ? php_bool(false) : php_int(start + at);
	}
	/* From the right: a negative offset bounds where the occurrence may begin. */
	if (offset < 0) {
		int64_t end = MIN_OF(start + (int64_t)needle.len, size);

		at = find_last(str_first(haystack, (size_t)end), needle);
		return at < 0 ? php_bool(false) : php_int(at);
	}
	window = str_make(haystack.ptr + start, (size_t)(size - start));
	at = find_last(window, needle);
	return at < 0 ? php_bool(false) : php_int(start + at);
}

static struct php_value run_strpos(struct php_call *call)
{
	return find_position(call, false, false);
}

static struct php_value run_stripos(struct php_call *call)
{
	return find_position(call, true, false);
}

static struct php_value run_strrpos(struct php_call *call)
{
	return find_position(call, false, true);
}

static struct php_value run_strstr(struct php_call *call)
{
	struct str haystack = php_arg_string(call, 0);
	ptrdiff_t at = str_find(haystack, php_arg_string(call, 1));
	bool before = php_arg_is_given(call, 2) && php_arg_bool(call, 2);

	if (at < 0) {
		return php_bool(false);
	}
	return php_string(before ? str_first(haystack, (size_t)at)
				 : str_make(haystack.ptr + at, haystack.len - (size_t)at));
}

static struct php_value run_substr_count(struct php_call *call)
{
	struct str haystack = php_arg_string(call, 0);
	struct str needle = php_arg_string(call, 1);
	int64_t count = 0;
	ptrdiff_t at;

	if (needle.len == 0) {
		php_arg_error(call, "ValueError", 1, "must not be empty");
		return php_null();
	}
	while ((at = str_find(haystack, needle)) >= 0 && php_charge(call->php, 1)) {
		haystack = str_skip(haystack, (size_t)at + needle.len);
		count++;
	}
	return php_int(count);
}

static struct php_value run_strcmp(struct php_call *call)
{
	struct str a = php_arg_string(call, 0);

	return php_int(str_compare(a, php_arg_string(call, 1)));
}

static struct php_value run_strcasecmp(struct php_call *call)
{
	struct str a = lowered(call->php, php_arg_string(call, 0));
	struct str b = lowered(call->php, php_arg_string(call, 1));
	int order = 0;

	for (size_t i = 0; i < a.len && i < b.len && order == 0; i++) {
		order = (int)(unsigned char)a.ptr[i] - (int)(unsigned char)b.ptr[i];
	}
	return php_int(order ? order : (a.len > b.len) - (a.len < b.len));
}

static struct str replace_one(
	struct php *php, struct str s, struct str from, struct str to, int64_t *count)
{
	struct str out = STR_LIT("");
	bool changed = false;
	ptrdiff_t at;

	while (from.len && (at = str_find(s, from)) >= 0 &&
		php_charge(php, 1 + (uint64_t)at / 64)) {
		out = php_concat(php, out, str_first(s, (size_t)at));
		out = php_concat(php, out, to);
		s = str_skip(s, (size_t)at + from.len);
		changed = true;
		(*count)++;
	}
	return changed ? php_concat(php, out, s) : s;
}

/* The n-th replacement of a list: what the list does not have is "". */
static struct str nth_replacement(struct php *php, struct php_value to, size_t *cursor)
{
	const struct php_entry *entry;

	if (to.kind != PHP_ARRAY) {
		return php_to_string(php, to);
	}
	entry = php_array_next(to.array, cursor);
	return entry ? php_to_string(php, php_entry_value(entry)) : STR_LIT("");
}

static struct str replace_in(
	struct php *php, struct php_value from, struct php_value to, struct str s, int64_t *count)
{
	const struct php_entry *entry;
	size_t cursor = 0;

	if (from.kind != PHP_ARRAY) {
		return replace_one(php, s, php_to_string(php, from), php_to_string(php, to), count);
	}
	for (size_t at = 0; (entry = php_array_next(from.array, &at)) && php_charge(php, 1);) {
		struct str needle = php_to_string(php, php_entry_value(entry));

		s = replace_one(php, s, needle, nth_replacement(php, to, &cursor), count);
	}
	return s;
}

static struct php_value replace_in_array(struct php_call *call, struct php_value from,
	struct php_value to, const struct php_array *subjects, int64_t *count)
{
	struct php *php = call->php;
	struct php_array *array = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0; array && (entry = php_array_next(subjects, &at));) {
		struct str s = php_to_string(php, php_entry_value(entry));

		php_array_set(php, array, entry->key,
			php_string(replace_in(php, from, to, s, count)), entry->at);
	}
	return array ? php_from_array(array) : php_null();
}

static struct php_value run_str_replace(struct php_call *call)
{
	struct php_value from = php_arg(call, 0);
	struct php_value to = php_arg(call, 1);
	struct php_value subject = php_arg(call, 2);
	struct php_value result;
	int64_t count = 0;

	if (to.kind == PHP_ARRAY && from.kind != PHP_ARRAY) {
		php_arg_error(call, "TypeError", 1, "must be a string when the first is one");
		return php_null();
	}
	if (subject.kind == PHP_ARRAY) {
		result = replace_in_array(call, from, to, subject.array, &count);
	} else {
		struct str s = php_arg_string(call, 2);

		result = php_string(replace_in(call->php, from, to, s, &count));
	}
	if (php_arg_is_given(call, 3) && call->arguments[3].kind == PHP_REFERENCE) {
		php_store(&call->arguments[3], php_int(count));
	}
	return result;
}

const struct php_builtin php_builtins_search[] = {
	{STR_INIT("str_contains"), "haystack,needle", run_str_contains, 0},
	{STR_INIT("str_starts_with"), "haystack,needle", run_str_starts_with, 0},
	{STR_INIT("str_ends_with"), "haystack,needle", run_str_ends_with, 0},
	{STR_INIT("strpos"), "haystack,needle,offset=", run_strpos, 0},
	{STR_INIT("stripos"), "haystack,needle,offset=", run_stripos, 0},
	{STR_INIT("strrpos"), "haystack,needle,offset=", run_strrpos, 0},
	{STR_INIT("strstr"), "haystack,needle,before_needle=", run_strstr, 0},
	{STR_INIT("substr_count"), "haystack,needle", run_substr_count, 0},
	{STR_INIT("strcmp"), "string1,string2", run_strcmp, 0},
	{STR_INIT("strcasecmp"), "string1,string2", run_strcasecmp, 0},
	{STR_INIT("str_replace"), "search,replace,subject,&count=", run_str_replace, 0},
};
const size_t php_builtins_search_count = ARRAY_SIZE(php_builtins_search);
