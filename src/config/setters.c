/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Text to typed value, one small function for each kind of option. The values are borrowed from
 * the loader's arena, so a text can be kept as it is.
 */
#include "config/setters.h"

#include <arpa/inet.h>
#include <sched.h>
#include <strings.h>
#include <sys/un.h>

#include "base/log.h"
#include "config/dbhost.h"

static void *field_of(const struct option *option, struct settings *settings)
{
	return (char *)settings + option->field;
}

const char *set_any_text(const struct option *option, struct settings *settings, const char *value)
{
	*(const char **)field_of(option, settings) = value;
	return NULL;
}

const char *set_text(const struct option *option, struct settings *settings, const char *value)
{
	return *value ? set_any_text(option, settings, value) : "must not be empty";
}

const char *set_true(const struct option *option, struct settings *settings, const char *value)
{
	int on = option_parse_bool(value);

	if (on < 0) {
		return "is neither true nor false";
	}
	*(bool *)field_of(option, settings) = on > 0;
	return NULL;
}

const char *set_port(const struct option *option, struct settings *settings, const char *value)
{
	uint16_t *port = field_of(option, settings);

	return str_to_u16(str_from_cstr(value), port) ? NULL : "is not a port (0 to 65535)";
}

const char *set_number(const struct option *option, struct settings *settings, const char *value)
{
	uint32_t number;

	if (!str_to_u32(str_from_cstr(value), &number)) {
		return "is not a whole number, or too large";
	}
	if (number < option->min || number > option->max) {
		return "is out of bounds";
	}
	*(uint32_t *)field_of(option, settings) = number;
	return NULL;
}

const char *set_log_level(const struct option *option, struct settings *settings, const char *value)
{
	const char *complaint = log_spec_check(str_from_cstr(value));

	return complaint ? complaint : set_any_text(option, settings, value);
}

/* "[::1]" is tolerated, and its brackets are dropped. */
const char *set_bind(const struct option *option, struct settings *settings, const char *value)
{
	struct str text = str_from_cstr(value);
	unsigned char address[sizeof(struct in6_addr)];

	if (text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') {
		struct str bare;

		if (!arena_dup(
			    &settings->arena, str_first(str_skip(text, 1), text.len - 2), &bare)) {
			return "does not fit into memory";
		}
		value = bare.ptr;
	}
	if (inet_pton(AF_INET6, value, address) != 1 && inet_pton(AF_INET, value, address) != 1) {
		return "is not an IP address";
	}
	return set_any_text(option, settings, value);
}

const char *set_socket_path(
	const struct option *option, struct settings *settings, const char *value)
{
	if (strlen(value) >= sizeof(((struct sockaddr_un *)NULL)->sun_path)) {
		return "is too long for a Unix socket (107 bytes at most)";
	}
	return set_text(option, settings, value);
}

const char *set_socket_permissions(
	const struct option *option, struct settings *settings, const char *value)
{
	const char *digits = strncmp(value, "0o", 2) == 0 ? value + 2 : value;
	mode_t mode = 0;

	(void)option;
	if (!*digits || strlen(digits) > 5) {
		return "is not a file mode in octal, such as 0660";
	}
	for (; *digits; digits++) {
		if (*digits < '0' || *digits > '7') {
			return "is not a file mode in octal, such as 0660";
		}
		mode = mode * 8 + (mode_t)(*digits - '0');
	}
	if (mode > 0777) {
		return "is not a file mode in octal, such as 0660";
	}
	settings->listen.socket_permissions = mode;
	return NULL;
}

const char *set_user_agent(
	const struct option *option, struct settings *settings, const char *value)
{
	for (const char *c = value; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7F) {
			return "must not hold control characters";
		}
	}
	return set_text(option, settings, value);
}

static uint32_t count_cores(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 ? (uint32_t)CPU_COUNT(&set) : 1;
}

const char *set_workers(const struct option *option, struct settings *settings, const char *value)
{
	uint32_t *workers = &settings->limits.workers;

	if (strcasecmp(value, "auto") == 0) {
		*workers = MIN_OF(MAX_OF(count_cores(), 1U), option->max);
		return NULL;
	}
	if (!str_to_u32(str_from_cstr(value), workers) || *workers < option->min ||
		*workers > option->max) {
		return "is neither auto nor a number from 1 to 64";
	}
	return NULL;
}

const char *set_nextcloud_connect(
	const struct option *option, struct settings *settings, const char *value)
{
	struct dbhost place;
	struct str host;

	(void)option;
	if (dbhost_split(str_from_cstr(value), &place) != 0 || place.socket.len != 0 ||
		place.host.len == 0) {
		return "is not HOST, HOST:PORT or [IPv6]:PORT";
	}
	if (!arena_dup(&settings->arena, place.host, &host)) {
		return "does not fit into memory";
	}
	settings->nextcloud.connect_host = host.ptr;
	settings->nextcloud.connect_port = place.port;
	return NULL;
}

const char *set_dump_config(
	const struct option *option, struct settings *settings, const char *value)
{
	(void)option;
	if (option_parse_bool(value) > 0) {
		settings->action = SETTINGS_DUMP_CONFIG;
	}
	return NULL;
}
