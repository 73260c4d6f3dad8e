/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Redis keys of config.php, read as Nextcloud and phpredis read them: notify_push_redis stands
 * for all others when it is there, redis.cluster beats redis, nothing at all means the local
 * server.
 */
#include "config/dbhost.h"
#include "config/nextcloud.h"
#include "config/redisurl.h"

/* A scheme that may stand before a host. */
struct redis_scheme {
	const char *name;
	bool tls;
	bool plain; /* TLS is not wanted, whatever ssl_context says */
	bool is_socket;
};

static const struct redis_scheme schemes[] = {
	{"tls://", true, false, false},
	{"ssl://", true, false, false},
	{"rediss://", true, false, false},
	{"valkeys://", true, false, false},
	{"tcp://", false, true, false},
	{"redis://", false, true, false},
	{"valkey://", false, true, false},
	{"unix://", false, true, true},
};

static const struct redis_scheme *find_scheme(struct str text)
{
	for (size_t i = 0; i < ARRAY_SIZE(schemes); i++) {
		if (str_has_prefix_nocase(text, str_from_cstr(schemes[i].name))) {
			return &schemes[i];
		}
	}
	return NULL;
}

static int fail_host(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, const char *text)
{
	return nextcloud_fail(nextcloud, value,
		"Error while parsing nextcloud config.php: '%s' is '%s', which is no HOST, "
		"HOST:PORT "
		"or /SOCKET",
		value->name, loader_keep_masked(nextcloud->loader, text));
}

/* "localhost" is an IPv4 address to phpredis; behind TLS the name is kept for the certificate. */
static const char *host_name(struct loader *loader, struct str host, bool tls)
{
	if (host.len == 0 || (!tls && str_equals(host, STR_LIT("localhost")))) {
		return "127.0.0.1";
	}
	return loader_keep(loader, host);
}

/*
 * Adds the node that TEXT names. PORT is that of the configuration, 0 = none. *ret_tls is turned on
 * (or left alone) by the scheme, *ret_plain too.
 */
static int add_node(struct nextcloud *nextcloud, const struct nextcloud_value *value,
	const char *text, uint16_t port, bool *ret_tls, bool *ret_plain)
{
	struct loader *loader = nextcloud->loader;
	struct str rest = str_trim(str_from_cstr(text));
	const struct redis_scheme *scheme = find_scheme(rest);
	struct redis_node node = {0};
	struct dbhost place;

	if (scheme) {
		rest = str_skip(rest, strlen(scheme->name));
		*ret_tls |= scheme->tls;
		*ret_plain |= scheme->plain;
	}
	if (rest.len && rest.ptr[0] == '/') {
		node.socket = loader_keep(loader, rest);
		redis_add_node(loader, &node);
		return 0;
	}
	while (rest.len && rest.ptr[rest.len - 1] == '/') {
		rest.len--;
	}
	if ((scheme && scheme->is_socket) || dbhost_split(rest, &place) != 0 || place.socket.len) {
		return fail_host(nextcloud, value, text);
	}
	node.host = host_name(loader, place.host, *ret_tls);
	node.port = port ? port : place.port ? place.port : REDIS_PORT;
	redis_add_node(loader, &node);
	return 0;
}

static int take_port(
	struct nextcloud *nextcloud, const struct nextcloud_value *array, uint16_t *ret_port)
{
	struct nextcloud_value value;
	int64_t port = 0;
	bool found = false;
	int r = 0;

	if (nextcloud_child(nextcloud, array, "port", &value)) {
		r = nextcloud_integer(nextcloud, &value, &found, &port);
	}
	if (r == 0 && found && (port < 0 || port > UINT16_MAX)) {
		loader_warn(nextcloud->loader, "%s:%u: '%s' is ignored: %lld is no port",
			value.origin.name, value.origin.line, value.name, (long long)port);
		found = false;
	}
	*ret_port = r == 0 && found ? (uint16_t)port : 0;
	return r;
}

/* ---- TLS ---- */

static int take_flag(struct nextcloud *nextcloud, const struct nextcloud_value *context,
	const char *key, bool *flag, enum setting setting)
{
	struct nextcloud_value value;
	int r = 0;

	if (nextcloud_child(nextcloud, context, key, &value)) {
		r = nextcloud_truth(nextcloud, &value, flag);
		if (r == 0 && setting != SETTING_COUNT) {
			loader_origin(nextcloud->loader, setting, &value.origin);
		}
	}
	return r;
}

static int take_context(struct nextcloud *nextcloud, const struct nextcloud_value *context)
{
	struct redis_tls *tls = &nextcloud->loader->settings->redis.tls;
	struct origin *origins = nextcloud->loader->settings->origins;
	const struct {
		const char *key;
		const char **field;
		enum setting setting;
	} texts[] = {
		{"cafile", &tls->ca, SETTING_REDIS_TLS_CA},
		{"capath", &tls->ca_directory, SETTING_REDIS_TLS_CA_DIRECTORY},
		{"local_cert", &tls->cert, SETTING_REDIS_TLS_CERT},
		{"local_pk", &tls->key, SETTING_REDIS_TLS_KEY},
		{"peer_name", &tls->peer_name, SETTING_REDIS_TLS_PEER_NAME},
	};
	bool self_signed = false;
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_SIZE(texts); i++) {
		const char *text;

		r = nextcloud_child_text(
			nextcloud, context, texts[i].key, &text, &origins[texts[i].setting]);
		*texts[i].field = r == 0 && text && *text ? text : NULL;
	}
	r = r ? r
	      : take_flag(nextcloud, context, "verify_peer", &tls->verify_peer,
			SETTING_REDIS_TLS_VERIFY_PEER);
	r = r ? r
	      : take_flag(nextcloud, context, "verify_peer_name", &tls->verify_hostname,
			SETTING_REDIS_TLS_VERIFY_HOSTNAME);
	r = r ? r : take_flag(nextcloud, context, "allow_self_signed", &self_signed, SETTING_COUNT);
	/* With a CA file the self-signed certificate is expected in there, and is verified. */
	if (r == 0 && self_signed && !tls->ca) {
		tls->verify_peer = false;
		origins[SETTING_REDIS_TLS_VERIFY_PEER] = context->origin;
	}
	/* A key may be in the same file as the certificate. */
	if (r == 0 && tls->cert && !tls->key) {
		tls->key = tls->cert;
		origins[SETTING_REDIS_TLS_KEY] = origins[SETTING_REDIS_TLS_CERT];
	}
	return r;
}

static int take_tls(
	struct nextcloud *nextcloud, const struct nextcloud_value *array, bool tls, bool plain)
{
	struct settings_redis *redis = &nextcloud->loader->settings->redis;
	struct nextcloud_value context;
	bool is_array = false;
	int r = 0;

	if (nextcloud_child(nextcloud, array, "ssl_context", &context)) {
		r = nextcloud_is_array(nextcloud, &context, &is_array);
	}
	if (r != 0) {
		return r;
	}
	redis->tls.enabled = tls || (is_array && !plain);
	loader_origin(
		nextcloud->loader, SETTING_REDIS_TLS, is_array ? &context.origin : &array->origin);
	if (is_array && plain && !tls && !redis->nodes[0].socket) {
		loader_warn(nextcloud->loader,
			"%s:%u: '%s' has no effect, since the scheme of the host asks for plain "
			"TCP",
			context.origin.name, context.origin.line, context.name);
	}
	return is_array && redis->tls.enabled ? take_context(nextcloud, &context) : 0;
}

/* ---- Login ---- */

static int take_login(struct nextcloud *nextcloud, const struct nextcloud_value *array)
{
	struct settings_redis *redis = &nextcloud->loader->settings->redis;
	struct origin *origins = nextcloud->loader->settings->origins;
	const char *user;
	const char *password;
	int r = nextcloud_child_text(
		nextcloud, array, "password", &password, &origins[SETTING_REDIS_PASSWORD]);

	r = r ? r
	      : nextcloud_child_text(nextcloud, array, "user", &user, &origins[SETTING_REDIS_USER]);
	if (r != 0) {
		return r;
	}
	redis->password = password && *password ? password : NULL;
	redis->user = redis->password && user && *user ? user : NULL;
	if (user && *user && !redis->password) {
		loader_warn(nextcloud->loader, "'%s.user' is ignored because there is no password",
			array->name);
	}
	return 0;
}

static int take_index(struct nextcloud *nextcloud, const struct nextcloud_value *array)
{
	struct nextcloud_value value;
	int64_t index = 0;
	bool found = false;
	int r = 0;

	if (nextcloud_child(nextcloud, array, "dbindex", &value)) {
		r = nextcloud_integer(nextcloud, &value, &found, &index);
	}
	if (r != 0 || !found) {
		return r;
	}
	if (index < 0 || index > INT32_MAX) {
		return nextcloud_fail(nextcloud, &value,
			"Error while parsing nextcloud config.php: '%s' is no number of a database",
			value.name);
	}
	nextcloud->loader->settings->redis.index = (uint32_t)index;
	loader_origin(nextcloud->loader, SETTING_REDIS_INDEX, &value.origin);
	return 0;
}

/* ---- The shapes ---- */

static int take_single(struct nextcloud *nextcloud, const struct nextcloud_value *array)
{
	struct nextcloud_value host = *array;
	const char *text = NULL;
	uint16_t port;
	bool tls = false;
	bool plain = false;
	int r = 0;

	if (nextcloud_child(nextcloud, array, "host", &host)) {
		r = nextcloud_text(nextcloud, &host, &text);
	}
	r = r ? r : take_port(nextcloud, array, &port);
	r = r ? r : add_node(nextcloud, &host, text ? text : "127.0.0.1", port, &tls, &plain);
	r = r ? r : take_tls(nextcloud, array, tls, plain);
	r = r ? r : take_login(nextcloud, array);
	return r ? r : take_index(nextcloud, array);
}

static int take_cluster(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const struct nextcloud_value *seeds)
{
	const struct php_unknown *rest = php_array_rest(seeds->value.array);
	struct nextcloud_value seed;
	bool tls = false;
	bool plain = false;
	size_t cursor = 0;
	int r = 0;

	while (r == 0 && nextcloud_next(nextcloud, seeds, &cursor, &seed)) {
		const char *text;

		r = nextcloud_text(nextcloud, &seed, &text);
		if (r == 0 && text && *text) {
			r = add_node(nextcloud, &seed, text, 0, &tls, &plain);
		}
	}
	if (rest) {
		loader_warn(nextcloud->loader,
			"%s:%u: '%s' may list more, but that depends on %.*s; the others are used",
			seeds->origin.name, seeds->origin.line, seeds->name, STR_ARG(rest->reason));
	}
	nextcloud->loader->settings->redis.kind = REDIS_CLUSTER;
	r = r ? r : take_tls(nextcloud, array, tls, plain);
	return r ? r : take_login(nextcloud, array);
}

/* An array with seeds that are not empty. */
static int find_seeds(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	struct nextcloud_value *ret_seeds, bool *ret_found)
{
	int r = 0;

	*ret_found = false;
	if (nextcloud_child(nextcloud, array, "seeds", ret_seeds)) {
		r = nextcloud_is_array(nextcloud, ret_seeds, ret_found);
	}
	*ret_found = *ret_found && php_array_count(ret_seeds->value.array) > 0;
	return r;
}

/* Fills from ARRAY; *ret_done is false when it says nothing. */
static int take_array(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	bool must_have_seeds, bool *ret_done)
{
	struct settings_redis *redis = &nextcloud->loader->settings->redis;
	struct nextcloud_value seeds;
	bool has_seeds;
	int r = find_seeds(nextcloud, array, &seeds, &has_seeds);

	*ret_done = false;
	if (r != 0) {
		return r;
	}
	if (must_have_seeds && !has_seeds) {
		loader_warn(nextcloud->loader, "%s:%u: '%s' is ignored: it has no seeds",
			array->origin.name, array->origin.line, array->name);
		return 0;
	}
	for (int i = SETTING_REDIS_KIND; i <= SETTING_REDIS_NODES; i++) {
		loader_origin(nextcloud->loader, (enum setting)i, &array->origin);
	}
	r = has_seeds ? take_cluster(nextcloud, array, &seeds) : take_single(nextcloud, array);
	*ret_done = r == 0 && redis->node_count > 0;
	return r;
}

static int try_key(struct nextcloud *nextcloud, const char *key, bool *ret_done)
{
	bool is_cluster = strcmp(key, "redis.cluster") == 0;
	struct nextcloud_value value;
	bool is_array = false;
	int r = 0;

	*ret_done = false;
	if (nextcloud_find(nextcloud, key, &value)) {
		r = nextcloud_is_array(nextcloud, &value, &is_array);
	}
	if (r != 0 || !is_array) {
		return r;
	}
	/* The app takes an empty notify_push_redis as unset; an empty redis is the default server.
	 */
	if (php_array_count(value.value.array) == 0 && !php_array_rest(value.value.array)) {
		return 0;
	}
	return take_array(nextcloud, &value, is_cluster, ret_done);
}

int nextcloud_take_redis(struct nextcloud *nextcloud)
{
	static const char *const keys[] = {"notify_push_redis", "redis.cluster", "redis"};
	struct loader *loader = nextcloud->loader;
	const struct redis_node local = {.host = "127.0.0.1", .port = REDIS_PORT};
	bool done = false;
	int r = 0;

	nextcloud->way_out = "set REDIS_URL (--redis-url)";
	for (size_t i = 0; r == 0 && !done && i < ARRAY_SIZE(keys); i++) {
		r = try_key(nextcloud, keys[i], &done);
	}
	if (r != 0 || done) {
		return r;
	}
	if (nextcloud->problem.len || nextcloud_rest(nextcloud) ||
		nextcloud_missing_env(nextcloud, "redis")) {
		return nextcloud_fail_missing(nextcloud, "redis", "No redis server is configured");
	}
	loader_warn(loader, "there is no 'redis' in the configuration: 127.0.0.1:6379 is assumed");
	redis_add_node(loader, &local);
	return 0;
}
