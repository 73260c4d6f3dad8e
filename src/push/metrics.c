/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rendering. The names without a prefix are those that dashboards in the field already use; what is
 * new has the prefix notify_push_ and follows Prometheus' naming rules (base units, _total).
 */
#include "push/metrics.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

static uint64_t all_sent(const struct metrics *metrics)
{
	return metrics->sent[KIND_FILE] + metrics->sent[KIND_ACTIVITY] +
	       metrics->sent[KIND_NOTIFICATION] + metrics->sent_custom;
}

static void json_number(struct buf *out, const char *name, uint64_t value)
{
	buf_appendf(out, "%s\"%s\":%llu", out->len > 1 ? "," : "", name, (unsigned long long)value);
}

static uint64_t latency_count(const struct metrics_latency *latency)
{
	uint64_t count = 0;

	for (unsigned i = 0; i <= LATENCY_BUCKETS; i++) {
		count += latency->buckets[i];
	}
	return count;
}

/*
 * Where PER_CENT of all lie below, in µs: evenly spread within a bucket, as histogram_quantile() of
 * Prometheus has it. Of what lies above the last bound nothing but that is known.
 */
static uint64_t latency_quantile(const struct metrics_latency *latency, unsigned per_cent)
{
	double rank = (double)latency_count(latency) * per_cent / 100;
	double below = 0;

	for (unsigned i = 0; i < LATENCY_BUCKETS; i++) {
		double here = (double)latency->buckets[i];
		double from = i > 0 ? latency_bounds_us[i - 1] : 0;

		if (here > 0 && below + here >= rank) {
			double part = (rank - below) / here;

			return (uint64_t)(from + (latency_bounds_us[i] - from) * part + 0.5);
		}
		below += here;
	}
	return latency_bounds_us[LATENCY_BUCKETS - 1];
}

/* Sum and count, for the mean of any interval; quantiles since the start, once there is one. */
static void json_latency(struct buf *out, const char *name, const struct metrics_latency *latency)
{
	uint64_t count = latency_count(latency);
	char key[64];

	(void)snprintf(key, sizeof(key), "%s_count", name);
	json_number(out, key, count);
	(void)snprintf(key, sizeof(key), "%s_us_sum", name);
	json_number(out, key, latency->sum_us);
	if (count == 0) {
		return;
	}
	(void)snprintf(key, sizeof(key), "%s_us_p50", name);
	json_number(out, key, latency_quantile(latency, 50));
	(void)snprintf(key, sizeof(key), "%s_us_p99", name);
	json_number(out, key, latency_quantile(latency, 99));
}

void metrics_write_json(const struct metrics *m, struct buf *out)
{
	struct buf text = BUF_NULL;

	buf_append_byte(&text, '{');
	json_number(&text, "active_connection_count", m->active_connections);
	json_number(&text, "active_user_count", m->active_users);
	json_number(&text, "total_connection_count", m->total_connections);
	json_number(&text, "mapping_query_count", m->mapping_queries);
	json_number(&text, "events_received", m->events);
	json_number(&text, "messages_sent", all_sent(m));
	json_number(&text, "messages_sent_file", m->sent[KIND_FILE]);
	json_number(&text, "messages_sent_activity", m->sent[KIND_ACTIVITY]);
	json_number(&text, "messages_sent_notification", m->sent[KIND_NOTIFICATION]);
	json_number(&text, "messages_sent_custom", m->sent_custom);
	json_number(&text, "messages_dropped_custom", m->custom_dropped);
	json_number(&text, "events_malformed", m->events_malformed);
	json_number(&text, "events_missed", m->map_missed_events);
	json_number(&text, "logins_accepted", m->logins[0] + m->logins[1]);
	json_number(&text, "logins_refused", m->logins[2]);
	json_number(&text, "logins_failed", m->logins[3]);
	json_number(&text, "logins_waiting", m->logins_waiting);
	json_number(&text, "redis_reconnects", m->redis_reconnects);
	json_number(&text, "database_up", m->database_up);
	json_number(&text, "database_failures", m->database_failures);
	json_latency(&text, "custom_delivery", &m->custom_latency);
	json_latency(&text, "builtin_lateness", &m->builtin_latency);
	json_number(&text, "uptime_seconds", (uint64_t)m->uptime_s);
	buf_append_byte(&text, '}');
	buf_append_str(out, buf_str(&text));
	out->failed |= text.failed;
	buf_deinit(&text);
}

static void family(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_appendf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void single(
	struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
	family(out, name, type, help);
	buf_appendf(out, "%s %llu\n", name, (unsigned long long)value);
}

static void labelled(
	struct buf *out, const char *name, const char *label, const char *text, uint64_t value)
{
	buf_appendf(out, "%s{%s=\"%s\"} %llu\n", name, label, text, (unsigned long long)value);
}

static void write_known(const struct metrics *m, struct buf *out)
{
	single(out, "active_connection_count", "untyped", "Logged-in sessions.",
		m->active_connections);
	single(out, "active_user_count", "untyped", "Users with at least one session.",
		m->active_users);
	single(out, "total_connection_count", "untyped", "Sessions since the start.",
		m->total_connections);
	single(out, "mapping_query_count", "untyped",
		"Successful database queries since the start.", m->mapping_queries);
	single(out, "event_count_total", "counter",
		"Events received from Redis, malformed ones too.", m->events);
	family(out, "message_count_total", "counter",
		"Messages sent to clients: all, and by type.");
	buf_appendf(out, "message_count_total %llu\n", (unsigned long long)all_sent(m));
	labelled(out, "message_count_total", "type", "file", m->sent[KIND_FILE]);
	labelled(out, "message_count_total", "type", "activity", m->sent[KIND_ACTIVITY]);
	labelled(out, "message_count_total", "type", "notification", m->sent[KIND_NOTIFICATION]);
	labelled(out, "message_count_total", "type", "custom", m->sent_custom);
}

static void write_latency(
	struct buf *out, const char *name, const char *help, const struct metrics_latency *latency)
{
	uint64_t count = 0;

	family(out, name, "histogram", help);
	for (unsigned i = 0; i < LATENCY_BUCKETS; i++) {
		count += latency->buckets[i];
		buf_appendf(out, "%s_bucket{le=\"%.6g\"} %llu\n", name, latency_bounds_us[i] / 1e6,
			(unsigned long long)count);
	}
	count += latency->buckets[LATENCY_BUCKETS];
	buf_appendf(out, "%s_bucket{le=\"+Inf\"} %llu\n%s_sum %.6f\n%s_count %llu\n", name,
		(unsigned long long)count, name, (double)latency->sum_us / 1e6, name,
		(unsigned long long)count);
}

static void write_events(const struct metrics *m, struct buf *out)
{
	family(out, "notify_push_events_total", "counter",
		"Events received from Redis, by channel.");
	for (unsigned i = 0; i < EVENT_KINDS; i++) {
		struct str name = event_channel((enum event_kind)i);

		buf_appendf(out, "notify_push_events_total{channel=\"%.*s\"} %llu\n", STR_ARG(name),
			(unsigned long long)m->events_by_channel[i]);
	}
	single(out, "notify_push_events_malformed_total", "counter",
		"Events that could not be understood.", m->events_malformed);
	single(out, "notify_push_events_missed_total", "counter",
		"File events that could not be mapped to users in time.", m->map_missed_events);
	single(out, "notify_push_custom_dropped_total", "counter",
		"Custom messages that were not delivered; the connection was closed each time.",
		m->custom_dropped);
	single(out, "notify_push_catch_ups_total", "counter",
		"Times that all sessions were told to look again.", m->catch_ups);
	write_latency(out, "notify_push_custom_delivery_seconds",
		"Custom messages, from receipt to hand-over for sending.", &m->custom_latency);
	write_latency(out, "notify_push_builtin_lateness_seconds",
		"Built-in messages, sent so much later than their debounce asked for.",
		&m->builtin_latency);
}

static void write_connections(const struct metrics *m, struct buf *out)
{
	single(out, "notify_push_open_sockets", "gauge", "Client connections in any state.",
		m->open_sockets);
	single(out, "notify_push_accepted_total", "counter", "Client connections accepted.",
		m->accepted);
	single(out, "notify_push_bad_requests_total", "counter",
		"Requests refused as malformed or as no proper upgrade.", m->bad_requests);
	single(out, "notify_push_protocol_errors_total", "counter",
		"Connections closed for breaking RFC 6455.", m->protocol_errors);
	single(out, "notify_push_login_timeouts_total", "counter",
		"Connections dropped without a complete login.", m->login_timeouts);
	single(out, "notify_push_ping_timeouts_total", "counter",
		"Connections whose peer was found dead.", m->ping_timeouts);
	single(out, "notify_push_shed_total", "counter",
		"Connections refused for lack of memory or descriptors.", m->shed);
	single(out, "notify_push_slow_closed_total", "counter",
		"Connections closed because too much waited for a slow reader.", m->slow_closed);
	single(out, "notify_push_workers", "gauge", "Worker threads.", m->workers);
	single(out, "notify_push_queue_spilled_total", "counter",
		"Messages that found the queue to a worker full and had to wait.",
		m->queue_spilled);
	single(out, "notify_push_queue_merges_total", "counter",
		"Built-in events merged while a queue was full.", m->queue_merges);
}

static void write_logins(const struct metrics *m, struct buf *out)
{
	static const char *const outcomes[METRICS_LOGIN_OUTCOMES] = {
		"accepted", "accepted_anonymous", "refused", "failed"};
	const char *name = "notify_push_login_seconds";
	uint64_t count = 0;

	family(out, "notify_push_logins_total", "counter", "Logins by outcome.");
	for (unsigned i = 0; i < METRICS_LOGIN_OUTCOMES; i++) {
		labelled(out, "notify_push_logins_total", "outcome", outcomes[i], m->logins[i]);
	}
	labelled(out, "notify_push_logins_total", "outcome", "limited", m->logins_limited);
	family(out, name, "histogram", "Logins, from both frames to the answer.");
	for (unsigned i = 0; i < METRICS_LOGIN_BUCKETS; i++) {
		count += m->login_latency[i];
		buf_appendf(out, "%s_bucket{le=\"%.6g\"} %llu\n", name, m->login_bounds_ms[i] / 1e3,
			(unsigned long long)count);
	}
	count += m->login_latency[METRICS_LOGIN_BUCKETS];
	buf_appendf(out, "%s_bucket{le=\"+Inf\"} %llu\n%s_sum %.6f\n%s_count %llu\n", name,
		(unsigned long long)count, name, (double)m->login_latency_sum_ns / 1e9, name,
		(unsigned long long)count);
	single(out, "notify_push_login_checks_total", "counter",
		"Requests to Nextcloud for logins, retries included.", m->login_checks);
	single(out, "notify_push_login_retries_total", "counter",
		"Login checks tried again because Nextcloud was failing.", m->login_retries);
	single(out, "notify_push_logins_waiting", "gauge", "Logins without an answer.",
		m->logins_waiting);
	single(out, "notify_push_logins_queued", "gauge", "Login checks waiting for a slot.",
		m->logins_queued);
}

static void write_far_ends(const struct metrics *m, struct buf *out)
{
	single(out, "notify_push_redis_up", "gauge", "1 while subscribed to Redis.", m->redis_up);
	single(out, "notify_push_redis_reconnects_total", "counter",
		"Subscriptions after the first.", m->redis_reconnects);
	single(out, "notify_push_database_up", "gauge", "0 while queries fail.", m->database_up);
	single(out, "notify_push_database_failures_total", "counter", "Failed queries.",
		m->database_failures);
	family(out, "notify_push_database_seconds_total", "counter",
		"Time spent on successful queries, waiting included.");
	buf_appendf(out, "notify_push_database_seconds_total %.6f\n",
		(double)m->database_latency_us / 1e6);
	single(out, "notify_push_database_queue", "gauge", "Queries waiting for a thread.",
		m->database_queue);
	family(out, "notify_push_storage_lookups_total", "counter",
		"Storages looked up, by what was found in the cache.");
	labelled(out, "notify_push_storage_lookups_total", "result", "hit", m->map_hits);
	labelled(out, "notify_push_storage_lookups_total", "result", "stale", m->map_stale_hits);
	labelled(out, "notify_push_storage_lookups_total", "result", "miss", m->map_misses);
	single(out, "notify_push_storages", "gauge", "Storages in the cache.", m->map_storages);
	single(out, "notify_push_storage_bytes", "gauge", "Memory of the storage cache.",
		m->map_bytes);
	single(out, "notify_push_storages_evicted_total", "counter",
		"Storages that gave way in the cache.", m->map_evicted);
}

void metrics_write_prometheus(const struct metrics *m, struct buf *out)
{
	write_known(m, out);
	family(out, "notify_push_build_info", "gauge", "The version, as a label.");
	labelled(out, "notify_push_build_info", "version", m->version, 1);
	write_events(m, out);
	write_connections(m, out);
	write_logins(m, out);
	write_far_ends(m, out);
	metrics_write_process(m->start_time_s, out);
}

static unsigned open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	unsigned count = 0;

	if (!dir) {
		return 0;
	}
	while (readdir(dir)) {
		count++;
	}
	(void)closedir(dir);
	return count > 3 ? count - 3 : 0; /* ".", ".." and the folder itself */
}

/* The first two numbers of statm(5): address space and resident memory, in pages. */
static void read_memory(uint64_t *ret_pages, uint64_t *ret_resident)
{
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	char text[128];
	ssize_t len = fd < 0 ? -1 : read(fd, text, sizeof(text));
	struct str pages;
	struct str resident;
	struct str rest;

	if (fd >= 0) {
		close(fd);
	}
	if (len > 0) {
		str_split_once(str_make(text, (size_t)len), ' ', &pages, &rest);
		str_split_once(rest, ' ', &resident, &rest);
		if (!str_to_u64(pages, ret_pages) || !str_to_u64(resident, ret_resident)) {
			*ret_pages = 0;
			*ret_resident = 0;
		}
	}
}

void metrics_write_process(double start_time_s, struct buf *out)
{
	struct rusage usage = {0};
	struct rlimit limit = {0};
	uint64_t pages = 0;
	uint64_t resident = 0;

	read_memory(&pages, &resident);
	getrusage(RUSAGE_SELF, &usage);
	getrlimit(RLIMIT_NOFILE, &limit);
	family(out, "process_cpu_seconds_total", "counter", "CPU time, user and system.");
	buf_appendf(out, "process_cpu_seconds_total %.6f\n",
		(double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
			(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
	single(out, "process_resident_memory_bytes", "gauge", "Resident memory.",
		resident * (uint64_t)sysconf(_SC_PAGESIZE));
	single(out, "process_virtual_memory_bytes", "gauge", "Address space.",
		pages * (uint64_t)sysconf(_SC_PAGESIZE));
	single(out, "process_open_fds", "gauge", "Open descriptors of the main thread.",
		open_descriptors());
	single(out, "process_max_fds", "gauge", "The limit of open descriptors (of each worker).",
		limit.rlim_cur);
	family(out, "process_start_time_seconds", "gauge", "Start, seconds since 1970.");
	buf_appendf(out, "process_start_time_seconds %.3f\n", start_time_s);
}
