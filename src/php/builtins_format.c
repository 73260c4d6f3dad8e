/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sprintf() and its kin. */
#include <math.h>
#include <stdio.h>

#include "base/ascii.h"
#include "php/builtins.h"

#define MAX_WIDTH     (1 << 20)
#define MAX_PRECISION 53 /* as in PHP */

struct spec {
	size_t argument;
	bool left;
	bool plus;
	char pad;
	int64_t width;
	int64_t precision; /* -1: none */
	char conversion;
};

struct formatter {
	struct php_call *call;
	struct str format;
	size_t at;
	size_t first;                   /* index of the first value among the arguments */
	size_t next;                    /* the value that comes next */
	const struct php_array *values; /* vsprintf: its second argument */
	struct buf out;
};

static char peek(const struct formatter *f)
{
	return str_at(f->format, f->at);
}

static int64_t read_number(struct formatter *f)
{
	int64_t value = 0;

	while (ascii_is_digit(peek(f))) {
		value = MIN_OF(value * 10 + (peek(f) - '0'), MAX_WIDTH + 1);
		f->at++;
	}
	return value;
}

static void fail(struct formatter *f, const char *what)
{
	php_halt_error(f->call->php, "ValueError", "sprintf(): %s", what);
}

/* "2$" in front of the rest: the argument by number. */
static void read_argument_number(struct formatter *f, struct spec *spec)
{
	size_t start = f->at;
	int64_t number = read_number(f);

	if (f->at == start || peek(f) != '$') {
		f->at = start;
		spec->argument = SIZE_MAX;
		return;
	}
	f->at++;
	spec->argument = number > 0 ? (size_t)number - 1 : 0;
	if (number <= 0) {
		fail(f, "arguments are counted from 1");
	}
}

static void read_flags(struct formatter *f, struct spec *spec)
{
	for (;; f->at++) {
		char c = peek(f);

		if (c == '-') {
			spec->left = true;
		} else if (c == '+') {
			spec->plus = true;
		} else if (c == ' ' || c == '0') {
			spec->pad = c;
		} else if (c == '\'' && f->at + 1 < f->format.len) {
			spec->pad = f->format.ptr[++f->at];
		} else {
			return;
		}
	}
}

static void read_spec(struct formatter *f, struct spec *spec)
{
	*spec = (struct spec){.pad = ' ', .precision = -1};
	read_argument_number(f, spec);
	read_flags(f, spec);
	spec->width = read_number(f);
	if (peek(f) == '.') {
		f->at++;
		spec->precision = read_number(f);
	}
	/* A '*' takes the width from an argument: not known here, and found as the conversion. */
	if (peek(f) == 'l') {
		f->at++;
	}
	spec->conversion = peek(f);
	f->at++;
	if (spec->width > MAX_WIDTH || spec->precision > MAX_WIDTH) {
		fail(f, "the width is too large");
	}
	if (spec->argument == SIZE_MAX) {
		spec->argument = f->next++;
	}
}

static bool take_value(struct formatter *f, const struct spec *spec, struct php_value *ret_value)
{
	const struct php_entry *entry = NULL;
	size_t at = 0;

	if (!f->values) {
		*ret_value = php_arg(f->call, f->first + spec->argument);
		if (f->first + spec->argument < f->call->count) {
			return true;
		}
	} else {
		for (size_t i = 0; i <= spec->argument; i++) {
			entry = php_array_next(f->values, &at);
		}
		if (entry) {
			*ret_value = php_entry_value(entry);
			return true;
		}
	}
	php_halt_error(f->call->php, f->values ? "ValueError" : "ArgumentCountError",
		"sprintf() wants more arguments");
	return false;
}

/* Zeros go behind the sign; with text padded to the right, they stay zeros. */
static void put_padded(struct formatter *f, const struct spec *spec, struct str text, bool number)
{
	size_t width = (size_t)spec->width;
	size_t fill = width > text.len ? width - text.len : 0;
	bool has_sign = number && text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');

	if (!spec->left && fill && has_sign && spec->pad == '0') {
		buf_append_byte(&f->out, text.ptr[0]);
		text = str_skip(text, 1);
	}
	for (size_t i = 0; !spec->left && i < fill; i++) {
		buf_append_byte(&f->out, spec->pad);
	}
	buf_append_str(&f->out, text);
	for (size_t i = 0; spec->left && i < fill; i++) {
		buf_append_byte(&f->out, spec->pad);
	}
}

static void put_integer(struct formatter *f, const struct spec *spec, int64_t value)
{
	char text[24];
	int len = snprintf(
		text, sizeof(text), spec->plus && value >= 0 ? "+%lld" : "%lld", (long long)value);

	put_padded(f, spec, str_make(text, (size_t)len), true);
}

static void put_unsigned(struct formatter *f, const struct spec *spec, uint64_t value)
{
	unsigned base = spec->conversion == 'u'   ? 10
			: spec->conversion == 'o' ? 8
			: spec->conversion == 'b' ? 2
						  : 16;
	const char *digits = spec->conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	char text[64];
	size_t at = sizeof(text);

	do {
		text[--at] = digits[value % base];
		value /= base;
	} while (value);
	put_padded(f, spec, str_make(text + at, sizeof(text) - at), false);
}

/* 1.5e+3: PHP's exponents have as few digits as it takes. */
static size_t short_exponent(char *text, size_t len)
{
	char *mark = memchr(text, 'e', len);

	mark = mark ? mark : memchr(text, 'E', len);
	if (mark && mark + 3 < text + len && mark[2] == '0') {
		memmove(mark + 2, mark + 3, (size_t)(text + len - (mark + 3)));
		len--;
	}
	return len;
}

static void put_float(struct formatter *f, const struct spec *spec, double value)
{
	int precision = (int)MIN_OF(spec->precision < 0 ? 6 : spec->precision, MAX_PRECISION);
	char text[512];
	int len;

	if (!isfinite(value)) {
		buf_append_cstr(&f->out, isnan(value) ? "NaN" : "INF");
		return;
	}
	value = value != 0 ? value : 0; /* no "-0.0" */
	if ((spec->conversion | 0x20) == 'f') {
		len = snprintf(text, sizeof(text), spec->plus ? "%+.*f" : "%.*f", precision, value);
	} else if (spec->conversion == 'e') {
		len = snprintf(text, sizeof(text), spec->plus ? "%+.*e" : "%.*e", precision, value);
	} else {
		len = snprintf(text, sizeof(text), spec->plus ? "%+.*E" : "%.*E", precision, value);
	}
	put_padded(f, spec, str_make(text, short_exponent(text, (size_t)len)), true);
}

static void put_value(struct formatter *f, const struct spec *spec, struct php_value value)
{
	struct php *php = f->call->php;
	struct spec whole = *spec;
	struct str text;
	char byte;

	/* Zeros behind a number would change it. */
	if (spec->left && spec->pad == '0') {
		whole.pad = ' ';
	}

	switch (spec->conversion) {
	case 's':
		text = php_to_string(php, value);
		text = spec->precision >= 0 ? str_first(text, (size_t)spec->precision) : text;
		put_padded(f, spec, text, false);
		break;
	case 'd':
		put_integer(f, &whole, php_to_int(value));
		break;
	case 'u':
		put_unsigned(f, &whole, (uint64_t)php_to_int(value));
		break;
	case 'o':
	case 'b':
	case 'x':
	case 'X':
		put_unsigned(f, spec, (uint64_t)php_to_int(value));
		break;
	case 'c':
		byte = (char)(php_to_int(value) & 0xFF);
		buf_append_byte(&f->out, byte);
		break;
	case 'e':
	case 'E':
	case 'f':
	case 'F':
		put_float(f, spec, php_to_float(value));
		break;
	default:
		fail(f, "this conversion does not exist");
	}
}

/* False: there is a conversion (%g, %*d, %5%) that is not known here. */
static bool format_all(struct formatter *f)
{
	while (f->at < f->format.len && !php_is_halted(f->call->php)) {
		struct spec spec;
		struct php_value value;

		if (peek(f) != '%') {
			buf_append_byte(&f->out, peek(f));
			f->at++;
			continue;
		}
		f->at++;
		if (peek(f) == '%') {
			buf_append_byte(&f->out, '%');
			f->at++;
			continue;
		}
		read_spec(f, &spec);
		if (spec.conversion == 'g' || spec.conversion == 'G' || spec.conversion == 'h' ||
			spec.conversion == 'H' || spec.conversion == '*' ||
			spec.conversion == '%') {
			return false;
		}
		if (php_is_halted(f->call->php) || !php_charge(f->call->php, 1) ||
			!take_value(f, &spec, &value)) {
			break;
		}
		put_value(f, &spec, value);
	}
	return true;
}

static struct php_value finish(struct formatter *f)
{
	struct php *php = f->call->php;
	struct php_value value;

	f->out.limit = php->limits.file_bytes;
	if (!format_all(f)) {
		value = php_unknown_here(php, "sprintf() with %%g, %%h, '*' or '%%5%%'");
	} else if (buf_status(&f->out)) {
		php_halt_limit(php, "this needs too much memory");
		value = php_null();
	} else {
		value = php_string(php_dup(php, buf_str(&f->out)));
	}
	buf_deinit_secret(&f->out);
	return value;
}

static struct php_value run_sprintf(struct php_call *call)
{
	struct formatter f = {.call = call, .format = php_arg_string(call, 0), .first = 1};

	return finish(&f);
}

static struct php_value run_vsprintf(struct php_call *call)
{
	struct formatter f = {.call = call, .format = php_arg_string(call, 0)};

	f.values = php_arg_array(call, 1);
	return f.values ? finish(&f) : php_null();
}

const struct php_builtin php_builtins_format[] = {
	{STR_INIT("sprintf"), "format,...values", run_sprintf, 0},
	{STR_INIT("vsprintf"), "format,values", run_vsprintf, 0},
};
const size_t php_builtins_format_count = ARRAY_SIZE(php_builtins_format);
