/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See redis_link.h. The login is a chain of steps, one reply each: AUTH, SELECT, ROLE, and always
 * a PING, which brings to light what the server would say to everything else (NOAUTH, LOADING).
 * Subscribed connections get their messages by resp_parse_message, without a tree or a copy.
 */
#include "peer/redis_link.h"

#include <errno.h>

#define MAX_UNREAD (8U << 20)
#define MAX_UNSENT (8U << 20)
/* Tree of one reply; its strings are views of the read buffer. */
#define MAX_TREE (1U << 20)

enum login_step {
	STEP_AUTH,
	STEP_AUTH_PASSWORD, /* two arguments were refused */
	STEP_SELECT,
	STEP_ROLE,
	STEP_PING,
	STEP_DONE,
};

static void start_step(struct redis_link *link, enum login_step step);

const char *redis_link_name(struct redis_link *link)
{
	const char *name = buf_cstr(&link->name);

	return name ? name : "";
}

static void reset_parser(struct redis_link *link)
{
	link->parser = RESP_PARSER_INIT;
	link->parser.max_bulk = 512U << 20; /* what Redis allows; large ones are skipped */
}

/* Everything but telling the owner. */
static void shut(struct redis_link *link)
{
	struct list lost;

	link->stream = stream_free(link->stream);
	link->state = REDIS_LINK_CLOSED;
	link->epoch++;
	link->subscribing = false;
	link->channels_left = 0;
	link->skip = 0;
	link->ping_sent = false;
	reset_parser(link);
	loop_timer_stop(link->loop, &link->timer);
	list_init(&lost);
	list_splice(&lost, &link->requests);
	while (!list_is_empty(&lost)) {
		struct redis_request *request = list_entry(lost.next, struct redis_request, link);

		list_remove(&request->link);
		request->done(request, NULL);
	}
}

void redis_link_close(struct redis_link *link)
{
	if (link->state != REDIS_LINK_CLOSED) {
		shut(link);
	}
}

/* What was appended to link->why completes the name of the server. */
static void drop(struct redis_link *link)
{
	const char *why = buf_cstr(&link->why);

	shut(link);
	link->handler->on_down(link, why ? why : "out of memory");
}

static struct buf *begin_why(struct redis_link *link)
{
	buf_clear(&link->why);
	buf_append_str(&link->why, buf_str(&link->name));
	buf_append_cstr(&link->why, ": ");
	return &link->why;
}

void redis_link_drop(struct redis_link *link, const char *what)
{
	if (link->state != REDIS_LINK_CLOSED) {
		buf_append_cstr(begin_why(link), what);
		drop(link);
	}
}

void redis_link_drop_for(struct redis_link *link, struct str error)
{
	redis_explain(error, link->state == REDIS_LINK_LOGIN, begin_why(link));
	drop(link);
}

static int send_request(struct redis_link *link, struct str command, struct redis_request *request)
{
	int r = stream_write(link->stream, command);

	if (r == 0 && request) {
		list_append(&link->requests, &request->link);
	}
	return r;
}

int redis_link_send(struct redis_link *link, struct str command, struct redis_request *request)
{
	if (link->state != REDIS_LINK_READY || link->subscribing) {
		return -ENOTCONN;
	}
	return send_request(link, command, request);
}

int redis_link_subscribe(
	struct redis_link *link, const char *prefix, const struct str *channels, size_t count)
{
	struct buf command = BUF_NULL;
	size_t prefix_len = strlen(prefix);
	int r;

	if (link->state != REDIS_LINK_READY) {
		return -ENOTCONN;
	}
	buf_appendf(&command, "*%zu\r\n$9\r\nSUBSCRIBE\r\n", count + 1);
	for (size_t i = 0; i < count; i++) {
		buf_appendf(&command, "$%zu\r\n%s", prefix_len + channels[i].len, prefix);
		buf_append_str(&command, channels[i]);
		buf_append_cstr(&command, "\r\n");
	}
	r = buf_status(&command) < 0 ? -ENOBUFS : send_request(link, buf_str(&command), NULL);
	buf_deinit(&command);
	if (r == 0) {
		link->subscribing = true;
		link->channels_left = (uint32_t)count;
		loop_timer_start(link->loop, &link->timer, REDIS_TIMEOUT_MS);
	}
	return r;
}

/* -- Login ------------------------------------------------------------------------------------ */

static void send_step(
	struct redis_link *link, enum login_step step, size_t argc, const struct str *argv)
{
	struct buf command = BUF_NULL;
	int r;

	resp_command(&command, argc, argv);
	link->step = step;
	r = buf_status(&command) < 0 ? -ENOBUFS
				     : send_request(link, buf_str(&command), &link->internal);
	buf_deinit_secret(&command);
	if (r < 0) {
		redis_link_drop(link, "out of memory");
	}
}

#define SEND_STEP(link, step, ...)                                                                 \
	send_step((link), (step), ARRAY_SIZE(((struct str[]){__VA_ARGS__})),                       \
		(struct str[]){__VA_ARGS__})

static void send_database(struct redis_link *link)
{
	char digits[16];
	int len = snprintf(digits, sizeof(digits), "%u", link->login->database);

	SEND_STEP(link, STEP_SELECT, STR_LIT("SELECT"), str_make(digits, (size_t)len));
}

/* STEP, or the first after it that applies. */
static void start_step(struct redis_link *link, enum login_step step)
{
	const struct redis_login *login = link->login;
	struct str password = str_from_cstr(login->password);

	if (step == STEP_AUTH && login->password && login->user) {
		SEND_STEP(link, step, STR_LIT("AUTH"), str_from_cstr(login->user), password);
	} else if (step <= STEP_AUTH_PASSWORD && login->password) {
		SEND_STEP(link, STEP_AUTH_PASSWORD, STR_LIT("AUTH"), password);
	} else if (step <= STEP_SELECT && login->database) {
		send_database(link);
	} else if (step <= STEP_ROLE && login->must_be_master) {
		SEND_STEP(link, STEP_ROLE, STR_LIT("ROLE"));
	} else if (step <= STEP_PING) {
		SEND_STEP(link, STEP_PING, STR_LIT("PING"));
	} else {
		link->state = REDIS_LINK_READY;
		link->heard = true;
		loop_timer_start(link->loop, &link->timer, REDIS_PING_MS);
		link->handler->on_ready(link);
	}
}

static bool is_master(const struct resp_value *reply)
{
	return reply->kind == RESP_ARRAY && reply->count > 0 &&
	       str_equals(reply->items[0].text, STR_LIT("master"));
}

/* The server knows no password at all: then ours does no harm. */
static bool needs_no_password(struct str error)
{
	return str_find(error, STR_LIT("no password is set")) >= 0 ||
	       str_find(error, STR_LIT("without any password configured")) >= 0;
}

/*
 * A server that cannot save (its disk is full, say) refuses writes with MISCONF and, of all things,
 * a PING. Messages pass all the same: for us that is a sign of life like any other.
 */
static bool is_life(const struct resp_value *reply)
{
	return reply->kind != RESP_ERROR || str_has_prefix(reply->text, STR_LIT("MISCONF"));
}

static void on_login_reply(struct redis_request *request, const struct resp_value *reply)
{
	struct redis_link *link = container_of(request, struct redis_link, internal);
	enum login_step step = link->step;

	if (!reply) {
		return; /* on_down tells */
	}
	if (reply->kind == RESP_ERROR && !(step == STEP_PING && is_life(reply))) {
		if (step == STEP_AUTH) {
			start_step(link, STEP_AUTH_PASSWORD);
		} else if (step == STEP_AUTH_PASSWORD && needs_no_password(reply->text)) {
			start_step(link, STEP_SELECT);
		} else {
			redis_link_drop_for(link, reply->text);
		}
	} else if (step == STEP_ROLE && !is_master(reply)) {
		redis_link_drop(link, "is not the master (a fail-over may be under way)");
	} else {
		start_step(link, step == STEP_AUTH ? STEP_SELECT : step + 1);
	}
}

/* -- Time ------------------------------------------------------------------------------------- */

static void on_ping_reply(struct redis_request *request, const struct resp_value *reply)
{
	struct redis_link *link = container_of(request, struct redis_link, ping);

	if (!reply) {
		return;
	}
	link->ping_sent = false;
	if (!is_life(reply)) {
		redis_link_drop_for(link, reply->text);
	}
}

static void on_timer(struct timer *timer)
{
	static const struct str ping = STR_INIT("*1\r\n$4\r\nPING\r\n");
	struct redis_link *link = container_of(timer, struct redis_link, timer);

	if (link->state != REDIS_LINK_READY || link->channels_left) {
		redis_link_drop(link, "the server accepts connections but does not answer");
		return;
	}
	if (link->ping_sent && !link->heard) {
		redis_link_drop(link, "no answer to a ping within 15 s");
		return;
	}
	if (!link->ping_sent) {
		if (send_request(link, ping, link->subscribing ? NULL : &link->ping) < 0) {
			redis_link_drop(link, "the server takes no more commands");
			return;
		}
		link->ping_sent = true;
	}
	link->heard = false;
	loop_timer_start(link->loop, &link->timer, REDIS_PING_MS);
}

/* -- Replies ---------------------------------------------------------------------------------- */

static void answer(struct redis_link *link, const struct resp_value *reply)
{
	struct redis_request *request;

	if (list_is_empty(&link->requests)) {
		/* Unasked for: what Redis says before it hangs up (protected mode, too many). */
		if (reply->kind == RESP_ERROR) {
			redis_link_drop_for(link, reply->text);
		}
		return;
	}
	request = list_entry(link->requests.next, struct redis_request, link);
	list_remove(&request->link);
	request->done(request, reply);
}

/* RESP2 answers a subscriber with an array, else with a simple string; errors answer, too. */
static bool answers_ping(const struct resp_value *reply, struct str kind)
{
	return reply->kind == RESP_ERROR || reply->kind == RESP_SIMPLE ||
	       str_equals(kind, STR_LIT("pong"));
}

/* While subscribed: confirmations, answers to pings, errors. */
static void on_push(struct redis_link *link, const struct resp_value *reply)
{
	struct str kind =
		reply->kind == RESP_ARRAY && reply->count ? reply->items[0].text : STR_NULL;

	if (!is_life(reply)) {
		redis_link_drop_for(link, reply->text);
	} else if (answers_ping(reply, kind)) {
		link->ping_sent = false;
	} else if (str_equals(kind, STR_LIT("subscribe"))) {
		if (link->channels_left && --link->channels_left == 0) {
			loop_timer_start(link->loop, &link->timer, REDIS_PING_MS);
			link->handler->on_subscribed(link);
		}
	}
}

static int take_reply(struct redis_link *link, struct str rest, size_t *ret_size)
{
	struct resp_value reply;
	unsigned epoch = link->epoch;
	int r = resp_parse(&link->parser, rest, &link->arena, &reply, ret_size);

	if (r == 0) {
		if (link->subscribing) {
			on_push(link, &reply);
		} else {
			answer(link, &reply);
		}
		if (link->epoch == epoch) {
			arena_reset(&link->arena);
		}
	} else if (r == RESP_E_MORE && *ret_size > REDIS_MAX_REPLY && rest.ptr[0] == '$') {
		link->skip = *ret_size;
		reset_parser(link);
		answer(link, &(struct resp_value){.kind = RESP_ERROR,
				     .text = STR_LIT("ERR the value is larger than 4 MiB")});
	}
	return r;
}

/* The reply or message at the start of REST. 0 or RESP_E_*, -ENOMEM. */
static int take(struct redis_link *link, struct str rest, size_t *ret_size)
{
	struct resp_message message;
	int r = RESP_E_OTHER;

	if (link->subscribing) {
		r = resp_parse_message(&link->parser, rest, &message, ret_size);
	}
	if (LIKELY(r == 0)) {
		link->handler->on_message(link, message.channel, message.payload);
	} else if (r == RESP_E_OTHER) {
		r = take_reply(link, rest, ret_size);
	} else if (r == RESP_E_MORE && *ret_size > REDIS_MAX_REPLY) {
		/* The payload comes last, so the size is final. */
		link->skip = *ret_size;
		link->handler->on_oversized(link);
	}
	return r;
}

static size_t on_data(void *context, struct str bytes)
{
	struct redis_link *link = context;
	unsigned epoch = link->epoch;
	size_t used = 0;

	link->heard = true;
	while (used < bytes.len) {
		size_t size = 0;
		int r;

		if (UNLIKELY(link->skip)) {
			size = MIN_OF(link->skip, bytes.len - used);
			link->skip -= size;
			used += size;
			continue;
		}
		r = take(link, str_skip(bytes, used), &size);
		if (link->epoch != epoch) {
			return 0;
		}
		if (r == 0) {
			used += size;
		} else if (r != RESP_E_MORE) {
			redis_link_drop(link, r == -ENOMEM ? "the reply is too large"
							   : "sent what is not Redis' protocol");
			return 0;
		} else if (!link->skip) {
			break;
		}
	}
	return used;
}

/* -- Life ------------------------------------------------------------------------------------- */

static void on_open(void *context)
{
	struct redis_link *link = context;

	link->state = REDIS_LINK_LOGIN;
	link->heard = false;
	loop_timer_start(link->loop, &link->timer, REDIS_TIMEOUT_MS);
	start_step(link, STEP_AUTH);
}

static void on_close(void *context, const struct stream_error *error)
{
	redis_link_drop(context, error->text);
}

static const struct stream_handler stream_handler = {
	.on_open = on_open,
	.on_data = on_data,
	.on_close = on_close,
};

void redis_link_init(
	struct redis_link *link, struct loop *loop, const struct redis_link_handler *handler)
{
	*link = (struct redis_link){.loop = loop, .handler = handler};
	link->arena = ARENA_INIT(MAX_TREE);
	link->internal.done = on_login_reply;
	link->ping.done = on_ping_reply;
	list_init(&link->requests);
	list_init(&link->internal.link);
	list_init(&link->ping.link);
	timer_init(&link->timer, on_timer);
}

void redis_link_deinit(struct redis_link *link)
{
	redis_link_close(link);
	arena_deinit(&link->arena);
	buf_deinit(&link->name);
	buf_deinit(&link->why);
}

static void set_name(struct redis_link *link, const struct redis_endpoint *endpoint)
{
	buf_clear(&link->name);
	if (endpoint->socket) {
		buf_append_cstr(&link->name, endpoint->socket);
	} else if (strchr(endpoint->host, ':')) {
		buf_appendf(&link->name, "[%s]:%u", endpoint->host, endpoint->port);
	} else {
		buf_appendf(&link->name, "%s:%u", endpoint->host, endpoint->port);
	}
}

int redis_link_open(struct redis_link *link, const struct redis_endpoint *endpoint,
	const struct redis_login *login)
{
	const struct stream_options options = {
		.socket = endpoint->socket,
		.host = endpoint->host,
		.port = endpoint->port,
		.tls = login->tls,
		.connect_timeout_ms = REDIS_TIMEOUT_MS,
		.stall_timeout_ms = 2 * REDIS_PING_MS,
		.max_unread = MAX_UNREAD,
		.max_unsent = MAX_UNSENT,
	};
	int r;

	redis_link_close(link);
	reset_parser(link);
	link->login = login;
	set_name(link, endpoint);
	r = stream_connect(link->loop, &options, &stream_handler, link, &link->stream);
	if (r == 0) {
		link->epoch++;
		link->state = REDIS_LINK_CONNECTING;
	}
	return r;
}
