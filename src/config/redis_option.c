/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The TLS switches go with the URL of the same source: flags with --redis-url, variables with
 * REDIS_URL. A switch without its URL, or with one that is not TLS, is told about and ignored.
 */
#include "config/redis_option.h"

#include "config/redisurl.h"

static const enum option_id redis_switches[] = {
	OPTION_REDIS_TLS_CERT,
	OPTION_REDIS_TLS_KEY,
	OPTION_REDIS_TLS_CA,
	OPTION_REDIS_TLS_DONT_VALIDATE_HOSTNAME,
	OPTION_REDIS_TLS_INSECURE,
};

static void apply_redis_switch(struct loader *loader, enum option_id id, bool on)
{
	struct redis_tls *tls = &loader->settings->redis.tls;
	const struct choice *choice = &loader->chosen[id];

	switch ((int)id) {
	case OPTION_REDIS_TLS_CERT:
		tls->cert = choice->value;
		break;
	case OPTION_REDIS_TLS_KEY:
		tls->key = choice->value;
		break;
	case OPTION_REDIS_TLS_CA:
		tls->ca = choice->value;
		break;
	case OPTION_REDIS_TLS_DONT_VALIDATE_HOSTNAME:
		tls->verify_hostname = !on;
		break;
	default:
		tls->verify_peer = tls->verify_peer && !on;
		break;
	}
	loader_origin(loader, option_table[id].setting, &choice->origin);
}

static int take_redis_switch(
	struct loader *loader, enum option_id id, const struct origin *url_origin)
{
	const struct choice *choice = &loader->chosen[id];
	int on = 0;

	if (!choice->value) {
		return 0;
	}
	if (!option_table[id].argument) {
		on = option_parse_bool(choice->value);
		if (on < 0) {
			return loader_fail_value(loader, &choice->origin,
				"'%s' is neither true nor false", choice->value);
		}
	}
	if (!url_origin || url_origin->kind != choice->origin.kind) {
		loader_warn(loader, "%s has no effect without %s", choice->origin.name,
			choice->origin.kind == ORIGIN_ENV ? "REDIS_URL" : "--redis-url");
	} else if (!loader->settings->redis.tls.enabled) {
		loader_warn(loader, "%s has no effect: the Redis URL is not rediss://",
			choice->origin.name);
	} else {
		apply_redis_switch(loader, id, on > 0);
	}
	return 0;
}

static int check_redis_pair(struct loader *loader)
{
	const struct redis_tls *tls = &loader->settings->redis.tls;
	bool has_cert = tls->cert != NULL;

	if (has_cert == (tls->key != NULL)) {
		return 0;
	}
	return loader_fail_value(loader,
		&loader->settings
			 ->origins[has_cert ? SETTING_REDIS_TLS_CERT : SETTING_REDIS_TLS_KEY],
		"the %s is needed as well", has_cert ? "key" : "certificate");
}

int redis_option_apply(struct loader *loader)
{
	const struct choice *choice = &loader->chosen[OPTION_REDIS_URL];
	const struct origin *origin = choice->value ? &choice->origin : NULL;
	int r = 0;

	if (loader->redis_url_count) {
		r = redisurl_apply(loader, loader->redis_urls, loader->redis_url_count, origin);
	} else if (choice->value) {
		r = redisurl_apply(loader, &choice->value, 1, origin);
	}
	for (size_t i = 0; r == 0 && i < ARRAY_SIZE(redis_switches); i++) {
		r = take_redis_switch(loader, redis_switches[i], origin);
	}
	return r ? r : check_redis_pair(loader);
}
