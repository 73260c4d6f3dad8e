/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The numbers that the outside sees (wire.md §4 and §6): as JSON for the app, as text for
 * Prometheus. A snapshot is filled by the hub and rendered here. Pure.
 */
#ifndef PUSH_METRICS_H
#define PUSH_METRICS_H

#include "base/buf.h"
#include "push/event.h"
#include "push/kind.h"
#include "push/sessions.h"

#define METRICS_LOGIN_OUTCOMES 4U
#define METRICS_LOGIN_BUCKETS  12U

struct metrics_latency {
	uint64_t buckets[LATENCY_BUCKETS + 1];
	uint64_t sum_us;
};

struct metrics {
	const char *version;
	/* the names that the field knows */
	uint64_t active_connections;
	uint64_t active_users;
	uint64_t total_connections;
	uint64_t mapping_queries;
	uint64_t events;
	uint64_t sent[KIND_COUNT];
	uint64_t sent_custom;
	/* and more */
	uint64_t events_by_channel[EVENT_KINDS];
	uint64_t events_malformed;
	uint64_t custom_dropped;
	uint64_t open_sockets;
	uint64_t accepted;
	uint64_t bad_requests;
	uint64_t protocol_errors;
	uint64_t login_timeouts;
	uint64_t ping_timeouts;
	uint64_t shed;
	uint64_t slow_closed;
	uint64_t catch_ups;
	struct metrics_latency custom_latency;
	struct metrics_latency builtin_latency;
	uint64_t logins[METRICS_LOGIN_OUTCOMES]; /* user, session, refused, failed */
	uint64_t logins_limited;
	uint64_t login_checks;
	uint64_t login_retries;
	uint64_t login_latency[METRICS_LOGIN_BUCKETS + 1];
	const uint32_t *login_bounds_ms;
	uint64_t login_latency_sum_ns;
	uint64_t logins_waiting;
	uint64_t logins_queued;
	uint64_t redis_up;
	uint64_t redis_reconnects;
	uint64_t database_up;
	uint64_t database_failures;
	uint64_t database_latency_us;
	uint64_t database_queue;
	uint64_t map_hits;
	uint64_t map_stale_hits;
	uint64_t map_misses;
	uint64_t map_missed_events;
	uint64_t map_evicted;
	uint64_t map_storages;
	uint64_t map_bytes;
	uint64_t queue_spilled;
	uint64_t queue_merges;
	uint64_t workers;
	double uptime_s;
	double start_time_s;
};

/*
 * One object, compact, for the key notify_push_metrics. Behind the names that the field knows come
 * ours; a latency is four of them: custom_delivery_count, _us_sum, _us_p50, _us_p99, in µs.
 */
void metrics_write_json(const struct metrics *metrics, struct buf *out);

/* The text format of Prometheus, version 0.0.4. */
void metrics_write_prometheus(const struct metrics *metrics, struct buf *out);

/* process_*: of this process, now, out of /proc. */
void metrics_write_process(double start_time_s, struct buf *out);

#endif
