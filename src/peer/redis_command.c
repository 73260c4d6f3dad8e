/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Keyed commands. Each lives at most 5 s: it waits for a connection, travels in a pipeline, comes
 * back to wait when its connection falls or a cluster sends it elsewhere (all of them may be
 * repeated without harm), and ends with one outcome. Since all live equally long, one list by age
 * and one timer for its head do for the deadlines.
 */
#include <errno.h>

#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

#define AGAIN_MS 100U

static void complete(struct redis_command *command, enum redis_result result, struct str text)
{
	/* The analyzer doesn't see that the one before left the list. */
	struct redis *redis = command->redis; /* NOLINT(*-unix.Malloc) */

	list_remove(&command->request.link);
	list_remove(&command->asking.link);
	list_remove(&command->age);
	redis->command_count--;
	if (result == REDIS_FAILED) {
		redis->stats.failed_commands++;
	}
	command->done(command->context, result, text);
	buf_deinit_secret(&command->bytes);
	free(command);
}

static void wait(struct redis_command *command)
{
	command->node = NULL;
	list_append(&command->redis->waiting, &command->request.link);
}

void redis_command_later(struct redis_command *command)
{
	struct redis *redis = command->redis;

	wait(command);
	if (!redis->again.armed) {
		loop_timer_start(redis->loop, &redis->again, AGAIN_MS);
	}
}

void redis_command_turn(struct redis_command *command)
{
	wait(command);
	redis_commands_dispatch(command->redis);
}

static void fail_late(struct redis_command *command)
{
	struct redis *redis = command->redis;
	struct buf text = BUF_NULL;

	buf_appendf(&text, "no answer from Redis within %u s%s%s", REDIS_TIMEOUT_MS / 1000,
		redis->last_error[0] ? "; last trouble: " : "", redis->last_error);
	complete(command, REDIS_FAILED, buf_str(&text));
	buf_deinit(&text);
}

static void fail_refused(struct redis_command *command, struct str error)
{
	struct buf text = BUF_NULL;

	redis_explain(error, false, &text);
	if (redis_outage_is_news(
		    &command->node->refusals, loop_now_ms(command->redis->loop), error)) {
		log_error("%s refused a command: %.*s", redis_link_name(&command->node->link),
			STR_ARG(buf_str(&text)));
	}
	complete(command, REDIS_FAILED, buf_str(&text));
	buf_deinit(&text);
}

static void succeed(struct redis_command *command, const struct resp_value *reply)
{
	struct redis *redis = command->redis;
	uint64_t lasted;

	if (command->writes &&
		redis_outage_end(&redis->read_only, loop_now_ms(redis->loop), &lasted)) {
		log_warn("%s takes writes again after %.1f s",
			redis_link_name(&command->node->link), (double)lasted / 1000);
	}
	if (reply->kind == RESP_NIL) {
		complete(command, REDIS_MISSING, STR_NULL);
	} else {
		complete(command, REDIS_OK, reply->text);
	}
}

static void on_reply(struct redis_request *request, const struct resp_value *reply)
{
	struct redis_command *command = container_of(request, struct redis_command, request);
	struct redis *redis = command->redis;

	if (!reply && redis->stopping) {
		complete(command, REDIS_FAILED, STR_LIT("shutting down"));
	} else if (!reply && command->due_ms <= loop_now_ms(redis->loop)) {
		fail_late(command);
	} else if (!reply) {
		wait(command);
	} else if (reply->kind != RESP_ERROR) {
		succeed(command, reply);
	} else if (str_has_prefix(reply->text, STR_LIT("LOADING"))) {
		redis_command_later(command);
	} else if (!redis->ops->redirect(redis, command, reply->text)) {
		fail_refused(command, reply->text);
	}
}

static void on_asking_reply(struct redis_request *request, const struct resp_value *reply)
{
	/* If it was refused, so is the command behind it. */
	(void)request;
	(void)reply;
}

/* -- Sending ---------------------------------------------------------------------------------- */

static int send_command(struct redis_node *node, struct redis_command *command)
{
	static const struct str asking = STR_INIT("*1\r\n$6\r\nASKING\r\n");
	int r = 0;

	list_remove(&command->request.link);
	if (command->target) {
		r = redis_link_send(&node->link, asking, &command->asking);
	}
	if (r < 0) {
		return r;
	}
	r = redis_link_send(&node->link, buf_str(&command->bytes), &command->request);
	if (r == 0) {
		command->node = node;
		command->target = NULL;
	} else if (command->target) {
		/* The ASKING that is on its way would count for whatever comes next. */
		redis_link_drop(&node->link, "out of memory");
	}
	return r;
}

/* Sends it, or lets it wait for the connection that it needs. */
static void try_one(struct redis *redis, struct redis_command *command)
{
	struct redis_node *node = redis->ops->route(redis, command);

	list_remove(&command->request.link);
	if (!node || !redis_link_is_ready(&node->link)) {
		wait(command);
		if (node) {
			redis_node_want(node);
		}
	} else if (send_command(node, command) < 0) {
		redis_command_later(command);
	}
}

void redis_commands_dispatch(struct redis *redis)
{
	struct list batch;

	if (redis->stopping) {
		return;
	}
	list_init(&batch);
	list_splice(&batch, &redis->waiting);
	while (!list_is_empty(&batch)) {
		try_one(redis, list_entry(batch.next, struct redis_command, request.link));
	}
}

static void on_again(struct timer *timer)
{
	redis_commands_dispatch(container_of(timer, struct redis, again));
}

static void on_deadline(struct timer *timer)
{
	struct redis *redis = container_of(timer, struct redis, deadline);
	uint64_t now = loop_now_ms(redis->loop);

	while (!list_is_empty(&redis->commands)) {
		struct redis_command *command =
			list_entry(redis->commands.next, struct redis_command, age);

		/* The same here. NOLINTNEXTLINE(*-unix.Malloc) */
		if (command->due_ms > now) {
			loop_timer_start_at(redis->loop, &redis->deadline, command->due_ms);
			return;
		}
		if (command->node) {
			/* Ends all that is overdue there; the rest waits for another try. */
			redis_link_drop(&command->node->link, "no answer to a command within 5 s");
		} else {
			fail_late(command);
		}
	}
}

void redis_commands_init(struct redis *redis)
{
	list_init(&redis->nodes);
	list_init(&redis->commands);
	list_init(&redis->waiting);
	timer_init(&redis->deadline, on_deadline);
	timer_init(&redis->again, on_again);
}

void redis_commands_deinit(struct redis *redis)
{
	loop_timer_stop(redis->loop, &redis->deadline);
	loop_timer_stop(redis->loop, &redis->again);
	while (!list_is_empty(&redis->commands)) {
		struct redis_command *command =
			list_entry(redis->commands.next, struct redis_command, age);

		complete(command, REDIS_FAILED, STR_LIT("shutting down"));
	}
}

/* -- Asking ----------------------------------------------------------------------------------- */

static struct redis_command *new_command(struct redis *redis, redis_done_fn *done, void *context)
{
	struct redis_command *command = calloc(1, sizeof(*command));

	if (command) {
		command->redis = redis;
		command->done = done;
		command->context = context;
		command->request.done = on_reply;
		command->asking.done = on_asking_reply;
		list_init(&command->request.link);
		list_init(&command->asking.link);
		list_init(&command->age);
		command->due_ms = loop_now_ms(redis->loop) + REDIS_TIMEOUT_MS;
	}
	return command;
}

/* The hash slot of a key, by its part within the first braces if there is one (cluster spec). */
static uint32_t slot_of(struct str key)
{
	struct str before;
	struct str rest;
	struct str tag;
	uint32_t crc = 0;

	if (str_split_once(key, '{', &before, &rest)) {
		ptrdiff_t end = str_find_byte(rest, '}');

		if (end > 0) {
			tag = str_first(rest, (size_t)end);
			key = tag;
		}
	}
	/* CRC-16/XMODEM */
	for (size_t i = 0; i < key.len; i++) {
		crc ^= (uint32_t)(unsigned char)key.ptr[i] << 8;
		for (int bit = 0; bit < 8; bit++) {
			crc = crc & 0x8000 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1;
		}
	}
	return crc % REDIS_SLOTS;
}

static void submit(struct redis *redis, struct redis_command *command)
{
	list_append(&redis->commands, &command->age);
	redis->command_count++;
	redis->stats.commands++;
	if (!redis->deadline.armed) {
		loop_timer_start_at(redis->loop, &redis->deadline, command->due_ms);
	}
	wait(command);
	redis_commands_dispatch(redis);
}

/* ARGV[1] is the key, which gets its prefix here. */
static int ask(
	struct redis *redis, size_t argc, struct str *argv, redis_done_fn *done, void *context)
{
	struct redis_command *command;
	struct buf key = BUF_NULL;
	int r;

	if (redis->command_count >= REDIS_MAX_COMMANDS) {
		return -EBUSY;
	}
	command = new_command(redis, done, context);
	if (!command) {
		return -ENOMEM;
	}
	buf_append_cstr(&key, redis->prefix);
	buf_append_str(&key, argv[1]);
	argv[1] = buf_str(&key);
	command->slot = slot_of(argv[1]);
	command->writes = !str_equals(argv[0], STR_LIT("GET"));
	resp_command(&command->bytes, argc, argv);
	r = buf_status(&key) < 0 || buf_status(&command->bytes) < 0 ? -ENOMEM : 0;
	buf_deinit(&key);
	if (r < 0) {
		buf_deinit_secret(&command->bytes);
		free(command);
		return r;
	}
	submit(redis, command);
	return 0;
}

int redis_get(struct redis *redis, struct str key, redis_done_fn *done, void *context)
{
	struct str argv[] = {STR_LIT("GET"), key};

	return ask(redis, ARRAY_SIZE(argv), argv, done, context);
}

int redis_set(
	struct redis *redis, struct str key, struct str value, redis_done_fn *done, void *context)
{
	struct str argv[] = {STR_LIT("SET"), key, value};

	return ask(redis, ARRAY_SIZE(argv), argv, done, context);
}

int redis_set_ex(struct redis *redis, struct str key, struct str value, uint32_t seconds,
	redis_done_fn *done, void *context)
{
	char digits[16];
	int len = snprintf(digits, sizeof(digits), "%u", seconds);
	struct str argv[] = {
		STR_LIT("SET"), key, value, STR_LIT("EX"), str_make(digits, (size_t)len)};

	return ask(redis, ARRAY_SIZE(argv), argv, done, context);
}

int redis_del(struct redis *redis, struct str key, redis_done_fn *done, void *context)
{
	struct str argv[] = {STR_LIT("DEL"), key};

	return ask(redis, ARRAY_SIZE(argv), argv, done, context);
}
