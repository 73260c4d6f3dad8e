/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Gathers the numbers of all parts into one snapshot. Counters of workers are read, not stopped. */
#include "daemon/hub.h"

static_assert(METRICS_LOGIN_OUTCOMES == LOGIN_OUTCOMES, "the outcomes that are shown");
static_assert(METRICS_LOGIN_BUCKETS == LOGIN_BUCKETS, "the same histogram");

static void add_latency(struct metrics_latency *sum, const struct latency *latency)
{
	for (unsigned i = 0; i <= LATENCY_BUCKETS; i++) {
		sum->buckets[i] += counter_get(&latency->buckets[i]);
	}
	sum->sum_us += counter_get(&latency->sum_us);
}

static void add_worker(struct metrics *m, const struct hub_worker *from)
{
	const struct ws_stats *server = &from->worker.server.stats;
	const struct session_stats *sessions = &from->worker.sessions.stats;

	for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
		m->sent[kind] += counter_get(&sessions->sent[kind]);
	}
	m->sent_custom += counter_get(&sessions->sent_custom);
	m->custom_dropped += counter_get(&sessions->custom_dropped);
	add_latency(&m->custom_latency, &sessions->custom_latency);
	add_latency(&m->builtin_latency, &sessions->builtin_latency);
	m->open_sockets += counter_get(&server->connections);
	m->accepted += counter_get(&server->accepted);
	m->bad_requests += counter_get(&server->bad_requests);
	m->protocol_errors += counter_get(&server->protocol_errors);
	m->login_timeouts += counter_get(&server->login_timeouts);
	m->ping_timeouts += counter_get(&server->ping_timeouts);
	m->shed += counter_get(&server->shed);
	m->slow_closed += counter_get(&server->slow_closed);
	m->queue_spilled += counter_get(&from->to_worker.spilled);
	m->queue_merges += counter_get(&from->to_worker.merges);
}

static void add_logins(struct metrics *m, const struct login_stats *login)
{
	for (unsigned i = 0; i < LOGIN_OUTCOMES; i++) {
		m->logins[i] = login->outcomes[i];
	}
	for (unsigned i = 0; i <= LOGIN_BUCKETS; i++) {
		m->login_latency[i] = login->latency_count[i];
	}
	m->login_bounds_ms = login_bucket_ms;
	m->login_latency_sum_ns = login->latency_sum_ns;
	m->login_checks = login->checks;
	m->login_retries = login->retries;
	m->logins_waiting = login->waiting;
	m->logins_queued = login->queued;
}

static void add_mounts(struct metrics *m, struct mounts *mounts)
{
	const struct mounts_stats *stats = mounts_get_stats(mounts);
	const struct storage_map_stats *map = storage_map_get_stats(mounts_map(mounts));
	struct str why;

	m->mapping_queries = counter_get(&stats->queries);
	m->database_up = !mounts_is_down(mounts, &why);
	m->database_failures = counter_get(&stats->failures);
	m->database_latency_us = counter_get(&stats->latency_us);
	m->database_queue = mounts_queue_depth(mounts);
	m->map_hits = counter_get(&map->hits);
	m->map_stale_hits = counter_get(&map->stale_hits);
	m->map_misses = counter_get(&map->misses);
	m->map_missed_events = counter_get(&map->missed_events);
	m->map_evicted = counter_get(&map->evicted);
	m->map_storages = storage_map_count(mounts_map(mounts));
	m->map_bytes = storage_map_bytes(mounts_map(mounts));
}

void hub_collect_metrics(struct hub *hub, struct metrics *ret_metrics)
{
	struct metrics *m = ret_metrics;
	struct redis_stats redis;

	*m = (struct metrics){.version = HUB_VERSION,
		.active_connections = hub->users.active_sessions,
		.active_users = hub->users.active_users,
		.total_connections = hub->sessions_total,
		.events = hub->events,
		.events_malformed = hub->events_malformed,
		.logins_limited = hub->logins_limited,
		.catch_ups = hub->catch_ups,
		.workers = hub->worker_count,
		.start_time_s = hub->start_time_s,
		.uptime_s = (double)(loop_now_ms(hub->loop) - hub->start_ms) / 1e3};
	for (unsigned i = 0; i < EVENT_KINDS; i++) {
		m->events_by_channel[i] = hub->events_by_channel[i];
	}
	for (unsigned i = 0; i < hub->worker_count; i++) {
		add_worker(m, &hub->workers[i]);
	}
	add_logins(m, login_stats(hub->login));
	add_mounts(m, hub->mounts);
	redis_get_stats(hub->redis, &redis);
	m->redis_up = redis.subscribed;
	m->redis_reconnects = redis.reconnects;
}
