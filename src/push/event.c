/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The eleven channels, each with the members that its payload must and may have. One table says
 * what a channel knows; one loop reads any object and picks these members.
 */
#include "push/event.h"

#include <errno.h>

#include "proto/json.h"

/* Members of an object. */
enum {
	MEMBER_USER = 1 << 0,
	MEMBER_SESSION = 1 << 1,
	MEMBER_STORAGE = 1 << 2,
	MEMBER_PATH = 1 << 3,
	MEMBER_FILE_ID = 1 << 4,
	MEMBER_TOKEN = 1 << 5,
	MEMBER_MESSAGE = 1 << 6,
	MEMBER_BODY = 1 << 7,
	MEMBER_LOG_SPEC = 1 << 8,
};

static const struct channel {
	struct str name;
	/* Members that must be there, and those that may; neither: the payload is no object. */
	unsigned needs;
	unsigned may;
} channels[EVENT_KINDS] = {
	[EVENT_STORAGE_UPDATE] = {STR_INIT("notify_storage_update"), MEMBER_STORAGE | MEMBER_PATH,
		MEMBER_FILE_ID},
	[EVENT_GROUP_MEMBERSHIP] = {STR_INIT("notify_group_membership_update"), 0, MEMBER_USER},
	[EVENT_SHARE_CREATED] = {STR_INIT("notify_user_share_created"), 0, MEMBER_USER},
	[EVENT_TEST_COOKIE] = {STR_INIT("notify_test_cookie"), 0, 0},
	[EVENT_ACTIVITY] = {STR_INIT("notify_activity"), 0, MEMBER_USER},
	[EVENT_NOTIFICATION] = {STR_INIT("notify_notification"), 0, MEMBER_USER},
	[EVENT_PRE_AUTH] = {STR_INIT("notify_pre_auth"), MEMBER_TOKEN,
		MEMBER_USER | MEMBER_SESSION},
	[EVENT_CUSTOM] = {STR_INIT("notify_custom"), MEMBER_MESSAGE,
		MEMBER_USER | MEMBER_SESSION | MEMBER_BODY},
	[EVENT_CONFIG] = {STR_INIT("notify_config"), 0, MEMBER_LOG_SPEC},
	[EVENT_QUERY] = {STR_INIT("notify_query"), 0, 0},
	[EVENT_SIGNAL] = {STR_INIT("notify_signal"), 0, 0},
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

/* The one of WANTED that has this name, or 0. */
static unsigned member_of(struct str key, unsigned wanted)
{
	static const struct {
		struct str key;
		unsigned member;
	} known[] = {
		{STR_INIT("storage"), MEMBER_STORAGE},
		{STR_INIT("path"), MEMBER_PATH},
		{STR_INIT("file_id"), MEMBER_FILE_ID},
		{STR_INIT("user"), MEMBER_USER},
		{STR_INIT("message"), MEMBER_MESSAGE},
		{STR_INIT("body"), MEMBER_BODY},
		{STR_INIT("token"), MEMBER_TOKEN},
		{STR_INIT("session"), MEMBER_SESSION},
		{STR_INIT("log_spec"), MEMBER_LOG_SPEC},
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (known[i].member & wanted && str_equals(key, known[i].key)) {
			return known[i].member;
		}
	}
	return 0;
}

/* False when the value is of the wrong type. */
static bool take_member(struct event *event, unsigned member, const struct json_value *value)
{
	switch (member) {
	case MEMBER_USER:
		return take_user(event, value);
	case MEMBER_SESSION:
		return take_session(event, value);
	case MEMBER_STORAGE:
		return json_to_u64(value, &event->storage);
	case MEMBER_PATH:
		return value->kind == JSON_NULL || take_text(value, &event->path);
	case MEMBER_FILE_ID:
		event->has_file_id = json_to_u64(value, &event->file_id);
		return event->has_file_id || value->kind == JSON_NULL;
	case MEMBER_TOKEN:
		return take_text(value, &event->token);
	case MEMBER_MESSAGE:
		return take_text(value, &event->message);
	case MEMBER_BODY:
		event->body = value->kind == JSON_NULL ? STR_NULL : value->raw;
		return true;
	case MEMBER_LOG_SPEC:
		return take_text(value, &event->text);
	default:
		return true; /* not one that this channel knows */
	}
}

static int parse_object(
	struct str payload, struct arena *arena, struct event *event, const char **ret_why)
{
	const struct channel *channel = &channels[event->kind];
	struct json_reader reader = JSON_READER(payload, arena);
	unsigned missing = channel->needs;
	struct json_value value;
	struct str key;
	int r;

	while ((r = json_object_next(&reader, &key, &value)) == 0) {
		unsigned member = member_of(key, channel->needs | channel->may);

		if (!take_member(event, member, &value)) {
			*ret_why = "a member has a value of the wrong type";
			return EVENT_E_MALFORMED;
		}
		missing &= ~member;
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
	} else if ((channels[event.kind].needs | channels[event.kind].may) == 0) {
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
