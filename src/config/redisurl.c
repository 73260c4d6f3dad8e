/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Takes Redis URLs apart into typed settings. Each scheme is a row of a table; the rest differs in
 * where things stand: TCP and Sentinel name hosts, Unix names a path and puts the rest into the
 * query.
 */
#include "config/redisurl.h"

#include "config/secret.h"
#include "proto/url.h"

struct redisurl {
	struct loader *loader;
	struct settings_redis *redis;
	const struct origin *origin;
	struct str text;
	struct url url;
	bool first;
};

struct scheme {
	const char *name;
	int (*apply)(struct redisurl *);
	bool tls;
};

static int fail_url(struct redisurl *redisurl, const char *what)
{
	struct buf shown = BUF_NULL;
	bool from_env = redisurl->origin->kind == ORIGIN_ENV;
	int r;

	secret_append_url(&shown, redisurl->text);
	r = loader_fail_value(redisurl->loader, redisurl->origin, "%s: %s (in '%.*s')",
		from_env ? "Invalid REDIS_URL environment variable" : "invalid Redis URL", what,
		STR_ARG(buf_str(&shown)));
	buf_deinit_secret(&shown);
	return r;
}

/* Decoded and kept; *ret_text is NULL when it is empty. */
static int decode(struct redisurl *redisurl, struct str text, enum url_decode_mode mode,
	const char **ret_text)
{
	struct buf decoded = BUF_NULL;
	int r = 0;

	url_decode(&decoded, text, mode);
	if (buf_status(&decoded) != 0) {
		redisurl->loader->out_of_memory = true;
	} else if (!str_is_utf8(buf_str(&decoded))) {
		r = fail_url(redisurl, "it is not UTF-8");
	} else if (str_find_byte(buf_str(&decoded), '\0') >= 0) {
		r = fail_url(redisurl, "it holds a NUL byte (%00)");
	} else {
		*ret_text = decoded.len ? loader_keep(redisurl->loader, buf_str(&decoded)) : NULL;
	}
	buf_deinit_secret(&decoded);
	return r;
}

void redis_add_node(struct loader *loader, const struct redis_node *node)
{
	struct settings_redis *redis = &loader->settings->redis;
	struct redis_node *nodes = loader_grow(
		loader, (struct redis_node *)redis->nodes, redis->node_count, sizeof(*nodes));

	if (nodes) {
		nodes[redis->node_count++] = *node;
		redis->nodes = nodes;
	}
}

static int add_host(struct redisurl *redisurl, struct str host, uint16_t port)
{
	struct redis_node node = {.port = port};
	int r = decode(redisurl, host, URL_PERCENT, &node.host);

	if (r != 0) {
		return r;
	}
	if (!node.host || strcmp(node.host, "0.0.0.0") == 0 || strcmp(node.host, "::") == 0) {
		return fail_url(redisurl, "it names no host to connect to");
	}
	if (port == 0) {
		return fail_url(redisurl, "port 0 cannot be connected to");
	}
	redis_add_node(redisurl->loader, &node);
	return 0;
}

static int take_index(struct redisurl *redisurl, struct str text)
{
	if (text.len && !str_to_u32(text, &redisurl->redis->index)) {
		return fail_url(redisurl, "the database is not a number");
	}
	return 0;
}

/* Values that only the first URL decides. */
static int take_credentials(struct redisurl *redisurl)
{
	struct settings_redis *redis = redisurl->redis;
	int r = decode(redisurl, redisurl->url.user, URL_PERCENT, &redis->user);

	return r ? r : decode(redisurl, redisurl->url.password, URL_PERCENT, &redis->password);
}

static int take_param(struct redisurl *redisurl, struct str name, struct str value)
{
	struct settings_redis *redis = redisurl->redis;
	const char *text = NULL;
	int r = decode(redisurl, value, URL_FORM, &text);

	if (r != 0) {
		return r;
	}
	if (str_equals(name, STR_LIT("db"))) {
		return take_index(redisurl, str_from_cstr(text));
	}
	if (str_equals(name, STR_LIT("user"))) {
		redis->user = text;
	} else if (str_equals(name, STR_LIT("pass"))) {
		redis->password = text;
	} else if (str_equals(name, STR_LIT("sentinel_user"))) {
		redis->sentinel_user = text;
	} else if (str_equals(name, STR_LIT("sentinel_pass"))) {
		redis->sentinel_password = text;
	} else if (!str_equals(name, STR_LIT("protocol"))) {
		loader_warn(redisurl->loader,
			"%s: parameter '%.*s' of the Redis URL is not known, ignored",
			redisurl->origin->name, STR_ARG(name));
	}
	return 0;
}

static int take_params(struct redisurl *redisurl)
{
	struct str query = redisurl->url.query;
	struct str name;
	struct str value;
	int r = 0;

	while (r == 0 && url_next_param(&query, &name, &value)) {
		r = take_param(redisurl, name, value);
	}
	return r;
}

static int take_fragment(struct redisurl *redisurl)
{
	if (!redisurl->url.has_fragment) {
		return 0;
	}
	if (!redisurl->redis->tls.enabled ||
		!str_equals(redisurl->url.fragment, STR_LIT("insecure"))) {
		return fail_url(redisurl, "only #insecure may follow, and only with TLS");
	}
	redisurl->redis->tls.verify_peer = false;
	loader_origin(redisurl->loader, SETTING_REDIS_TLS_VERIFY_PEER, redisurl->origin);
	return 0;
}

static int apply_tcp(struct redisurl *redisurl)
{
	const struct url *url = &redisurl->url;
	struct str path = str_skip(url->path, 1);
	int r = add_host(redisurl, url->host, url->has_port ? url->port : REDIS_PORT);

	if (r != 0 || !redisurl->first) {
		return r;
	}
	if (path.len && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	r = take_credentials(redisurl);
	r = r ? r : take_index(redisurl, path);
	r = r ? r : take_params(redisurl);
	return r ? r : take_fragment(redisurl);
}

static int apply_unix(struct redisurl *redisurl)
{
	struct redis_node node = {0};
	int r;

	if (redisurl->url.has_authority && redisurl->url.hostport.len) {
		return fail_url(redisurl, "the path of the socket must begin with a third '/'");
	}
	r = decode(redisurl, redisurl->url.path, URL_PERCENT, &node.socket);
	if (r == 0 && !node.socket) {
		r = fail_url(redisurl, "it names no socket");
	}
	if (r != 0) {
		return r;
	}
	redis_add_node(redisurl->loader, &node);
	if (!redisurl->first) {
		return 0;
	}
	r = take_credentials(redisurl);
	return r ? r : take_params(redisurl);
}

static int take_sentinels(struct redisurl *redisurl)
{
	struct str list = redisurl->url.hostport;
	bool more = true;

	while (more) {
		uint16_t port = SENTINEL_PORT;
		bool has_port = false;
		struct str item;
		struct str host;
		int r;

		more = str_split_once(list, ',', &item, &list);
		if (url_split_hostport(str_trim(item), &host, &port, &has_port) != 0) {
			return fail_url(redisurl, "a sentinel is not HOST or HOST:PORT");
		}
		r = add_host(redisurl, host, has_port ? port : SENTINEL_PORT);
		if (r != 0) {
			return r;
		}
	}
	return 0;
}

static int apply_sentinel(struct redisurl *redisurl)
{
	struct settings_redis *redis = redisurl->redis;
	struct str master;
	struct str index;
	int r = take_sentinels(redisurl);

	redis->kind = REDIS_SENTINEL;
	(void)str_split_once(str_skip(redisurl->url.path, 1), '/', &master, &index);
	r = r ? r : decode(redisurl, master, URL_PERCENT, &redis->sentinel_master);
	if (r == 0 && !redis->sentinel_master) {
		r = fail_url(redisurl, "the name of the master is missing: …host:26379/mymaster");
	}
	r = r ? r : take_index(redisurl, index);
	r = r ? r : take_credentials(redisurl);
	r = r ? r : take_params(redisurl);
	return r ? r : take_fragment(redisurl);
}

static const struct scheme schemes[] = {
	{"redis", apply_tcp, false},
	{"rediss", apply_tcp, true},
	{"valkey", apply_tcp, false},
	{"valkeys", apply_tcp, true},
	{"unix", apply_unix, false},
	{"redis+unix", apply_unix, false},
	{"valkey+unix", apply_unix, false},
	{"redis+sentinel", apply_sentinel, false},
	{"rediss+sentinel", apply_sentinel, true},
	{"valkey+sentinel", apply_sentinel, false},
	{"valkeys+sentinel", apply_sentinel, true},
};

static const struct scheme *find_scheme(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(schemes); i++) {
		if (str_equals_nocase(name, str_from_cstr(schemes[i].name))) {
			return &schemes[i];
		}
	}
	return NULL;
}

static int apply(struct redisurl *redisurl)
{
	const struct scheme *scheme;
	int r = url_parse(redisurl->text, &redisurl->url);

	if (r != 0) {
		return fail_url(redisurl, url_strerror(r));
	}
	scheme = find_scheme(redisurl->url.scheme);
	if (!scheme) {
		return fail_url(redisurl, "Redis URL did not parse: the scheme is none of redis, "
					  "rediss, unix, redis+unix, redis+sentinel");
	}
	if (redisurl->first) {
		redisurl->redis->tls.enabled = scheme->tls;
	} else if (scheme->apply == apply_sentinel || redisurl->redis->kind == REDIS_SENTINEL) {
		return fail_url(redisurl,
			"sentinels and cluster seeds do not mix; list all sentinels "
			"in one URL");
	}
	return scheme->apply(redisurl);
}

int redisurl_apply(
	struct loader *loader, const char *const *urls, size_t count, const struct origin *origin)
{
	struct redisurl redisurl = {
		.loader = loader,
		.redis = &loader->settings->redis,
		.origin = origin,
	};

	for (int i = SETTING_REDIS_KIND; i <= SETTING_REDIS_TLS; i++) {
		loader_origin(loader, (enum setting)i, origin);
	}
	redisurl.redis->kind = count > 1 ? REDIS_CLUSTER : REDIS_SINGLE;
	for (size_t i = 0; i < count; i++) {
		int r;

		redisurl.text = str_trim(str_from_cstr(urls[i]));
		redisurl.first = i == 0;
		r = apply(&redisurl);
		if (r != 0) {
			return r;
		}
	}
	if (redisurl.redis->kind == REDIS_SENTINEL) {
		loader_origin(loader, SETTING_REDIS_SENTINEL_MASTER, origin);
	}
	return 0;
}
