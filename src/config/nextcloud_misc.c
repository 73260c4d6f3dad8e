/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The keys of config.php that are one text each. */
#include "config/nextcloud.h"
#include "config/nextcloud_url.h"

static int take_prefix(
	struct nextcloud *nextcloud, const char *key, enum setting setting, const char **field)
{
	struct loader *loader = nextcloud->loader;
	struct origin origin;
	const char *text;
	int r;

	if (loader->settings->origins[setting].kind != ORIGIN_DEFAULT) {
		return 0;
	}
	r = nextcloud_key_text(nextcloud, key, &text, &origin);
	if (r == 0 && text) {
		*field = text;
		loader_origin(loader, setting, &origin);
	}
	return r;
}

int nextcloud_take_prefixes(struct nextcloud *nextcloud)
{
	struct settings *settings = nextcloud->loader->settings;
	int r;

	nextcloud->way_out = "set DATABASE_PREFIX (--database-prefix)";
	r = take_prefix(
		nextcloud, "dbtableprefix", SETTING_DATABASE_PREFIX, &settings->database.prefix);
	nextcloud->way_out = "set CHANNEL_PREFIX (--channel-prefix)";
	return r ? r
		 : take_prefix(nextcloud, "notify_push_prefix", SETTING_CHANNEL_PREFIX,
			   &settings->redis.channel_prefix);
}

int nextcloud_take_url(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	struct nextcloud_value value;
	const char *text = NULL;
	const char *complaint;
	int r = 0;

	nextcloud->way_out = "set NEXTCLOUD_URL (--nextcloud-url)";
	if (nextcloud_find(nextcloud, "overwrite.cli.url", &value)) {
		r = nextcloud_text(nextcloud, &value, &text);
	}
	if (r != 0) {
		return r;
	}
	if (!text || !*text) {
		return nextcloud_fail_missing(nextcloud, "overwrite.cli.url",
			"No nextcloud server is configured: overwrite.cli.url not set");
	}
	complaint = nextcloud_url_apply(loader, text);
	if (complaint) {
		return nextcloud_fail(nextcloud, &value, "'overwrite.cli.url' is '%s', which %s",
			loader_keep_masked(loader, text), complaint);
	}
	loader_origin(loader, SETTING_NEXTCLOUD_URL, &value.origin);
	return 0;
}
