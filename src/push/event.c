/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The eleven channels, each with the members that its payload must have. One table says what a
 * channel needs; one loop reads any object and picks the members that somebody knows.
 */
#include "push/event.h"

#include <errno.h>

#include "proto/json.h"

enum {
	NEEDS_NAME = 1 << 0,
	NEEDS_STORAGE = 1 << 1,
	NEEDS_PATH = 1 << 2,
	NEEDS_TOKEN = 1 << 3,
	NEEDS_MESSAGE = 1 << 4,
};

static const struct channel {
	struct str name;
	unsigned needs; /* of an object; 0 = no object */
} channels[EVENT_KINDS] = {
	[EVENT_STORAGE_UPDATE] = {STR_INIT("notify_storage_update"), NEEDS_STORAGE | NEEDS_PATH},
	[EVENT_GROUP_MEMBERSHIP] = {STR_INIT("notify_group_membership_update"), NEEDS_NAME},
	[EVENT_SHARE_CREATED] = {STR_INIT("notify_user_share_created"), NEEDS_NAME},
	[EVENT_TEST_COOKIE] = {STR_INIT("notify_test_cookie"), 0},
	[EVENT_ACTIVITY] = {STR_INIT("notify_activity"), NEEDS_NAME},
	[EVENT_NOTIFICATION] = {STR_INIT("notify_notification"), NEEDS_NAME},
	[EVENT_PRE_AUTH] = {STR_INIT("notify_pre_auth"), NEEDS_NAME | NEEDS_TOKEN},
	[EVENT_CUSTOM] = {STR_INIT("notify_custom"), NEEDS_NAME | NEEDS_MESSAGE},
	[EVENT_CONFIG] = {STR_INIT("notify_config"), 0},
	[EVENT_QUERY] = {STR_INIT("notify_query"), 0},
	[EVENT_SIGNAL] = {STR_INIT("notify_signal"), 0},
};

struct str event_channel(enum event_kind kind)
{
	return channels[kind].name;
}

static bool find_channel(struct str name, enum event_kind *ret_kind)
{
	for (unsigned i = 0; i < EVENT_KINDS; i++) {
		if (str_equals(name, channels[i].name)) {
			*ret_kind = (enum event_kind)i;
			return true;
		}
	}
	return false;
}

static bool take_text(const struct json_value *value, struct str *ret_text)
{
	if (value->kind != JSON_STRING) {
		return false;
	}
	*ret_text = value->text;
	return true;
}

/* A null user is what somebody writes who knows none; where there is a session, that counts. */
static bool take_user(struct event *event, const struct json_value *value)
{
	struct str ignored;

	return value->kind == JSON_NULL ||
	       take_text(value, event->anonymous ? &ignored : &event->name);
}

static bool take_session(struct event *event, const struct json_value *value)
{
	if (value->kind == JSON_NULL) {
		return true;
	}
	event->anonymous = take_text(value, &event->name);
	return event->anonymous;
}

/* One member of an object; false when it is known but of the wrong type. */
static bool take_member(struct event *event, struct str key, const struct json_value *value)
{
	switch (key.len) {
	case 4:
		if (str_equals(key, STR_LIT("user"))) {
			return take_user(event, value);
		}
		if (str_equals(key, STR_LIT("path"))) {
			return value->kind == JSON_NULL || take_text(value, &event->path);
		}
		if (str_equals(key, STR_LIT("body"))) {
			event->body = value->kind == JSON_NULL ? STR_NULL : value->raw;
		}
		return true;
	case 5:
		return !str_equals(key, STR_LIT("token")) || take_text(value, &event->token);
	case 7:
		if (str_equals(key, STR_LIT("storage"))) {
			return json_to_u64(value, &event->storage);
		}
		if (str_equals(key, STR_LIT("message"))) {
			return take_text(value, &event->message);
		}
		if (str_equals(key, STR_LIT("session"))) {
			return take_session(event, value);
		}
		if (str_equals(key, STR_LIT("file_id"))) {
			event->has_file_id = json_to_u64(value, &event->file_id);
			return event->has_file_id || value->kind == JSON_NULL;
		}
		return true;
	case 8:
		return !str_equals(key, STR_LIT("log_spec")) || take_text(value, &event->text);
	default:
		return true;
	}
}

static unsigned member_bit(struct str key)
{
	static const struct {
		struct str key;
		unsigned bit;
	} known[] = {
		{STR_INIT("storage"), NEEDS_STORAGE},
		{STR_INIT("path"), NEEDS_PATH},
		{STR_INIT("token"), NEEDS_TOKEN},
		{STR_INIT("message"), NEEDS_MESSAGE},
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (str_equals(key, known[i].key)) {
			return known[i].bit;
		}
	}
	return 0;
}

static int parse_object(
	struct str payload, struct arena *arena, struct event *event, const char **ret_why)
{
	struct json_reader reader = JSON_READER(payload, arena);
	unsigned missing = channels[event->kind].needs & ~(unsigned)NEEDS_NAME;
	struct json_value value;
	struct str key;
	int r;

	while ((r = json_object_next(&reader, &key, &value)) == 0) {
		if (!take_member(event, key, &value)) {
			*ret_why = "a member has a value of the wrong type";
			return EVENT_E_MALFORMED;
		}
		missing &= ~member_bit(key);
	}
	if (r < 0) {
		return r;
	}
	if (r != JSON_E_END) {
		*ret_why = reader.error.what ? reader.error.what : "not a JSON object";
		return EVENT_E_MALFORMED;
	}
	if (missing) {
		*ret_why = "a member that this channel needs is missing";
		return EVENT_E_MALFORMED;
	}
	return 0;
}

/* A lone JSON value: the cookie, or a word such as "metrics". */
static int parse_word(
	struct str payload, struct arena *arena, struct event *event, const char **ret_why)
{
	struct parse_error error = {0};
	struct json_value value;
	int r = json_parse(payload, arena, &value, &error);

	if (r < 0) {
		return r;
	}
	if (event->kind == EVENT_TEST_COOKIE) {
		if (r != 0 || !json_to_u64(&value, &event->cookie)) {
			*ret_why = "expected an integer";
			return EVENT_E_MALFORMED;
		}
		return 0;
	}
	if (r != 0 || value.kind != JSON_STRING) {
		*ret_why = error.what ? error.what : "expected a string";
		return EVENT_E_MALFORMED;
	}
	event->text = value.text;
	return 0;
}

static int parse_config(
	struct str payload, struct arena *arena, struct event *event, const char **ret_why)
{
	int r;

	if (str_has_prefix(str_trim(payload), STR_LIT("{"))) {
		r = parse_object(payload, arena, event, ret_why);
		if (r == 0 && event->text.len == 0) {
			*ret_why = "expected a log_spec";
			return EVENT_E_MALFORMED;
		}
		return r;
	}
	r = parse_word(payload, arena, event, ret_why);
	if (r != 0) {
		return r;
	}
	if (!str_equals(event->text, STR_LIT("log_restore"))) {
		*ret_why = "expected {\"log_spec\": …} or \"log_restore\"";
		return EVENT_E_MALFORMED;
	}
	event->text = STR_NULL;
	return 0;
}

int event_parse(struct str channel, struct str payload, struct arena *arena,
	struct event *ret_event, const char **ret_why)
{
	struct event event = {0};
	int r;

	if (!find_channel(channel, &event.kind)) {
		return EVENT_E_UNKNOWN;
	}
	if (event.kind == EVENT_CONFIG) {
		r = parse_config(payload, arena, &event, ret_why);
	} else if (channels[event.kind].needs == 0) {
		r = parse_word(payload, arena, &event, ret_why);
	} else {
		r = parse_object(payload, arena, &event, ret_why);
	}
	if (r != 0) {
		return r;
	}
	if (event.kind == EVENT_CUSTOM && event.body.len > EVENT_BODY_MAX) {
		return EVENT_E_TOO_BIG;
	}
	*ret_event = event;
	return 0;
}
