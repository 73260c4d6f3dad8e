/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Brings the sources together: command line, environment and .env, config.php, defaults. Each
 * option takes its value from the strongest source that says anything; then config.php is asked for
 * what is still open, and only what is still open can make it fail.
 */
#include "config/settings.h"

#include <errno.h>
#include <unistd.h>

#include "config/choose.h"
#include "config/cli.h"
#include "config/dburl.h"
#include "config/nextcloud.h"
#include "config/nextcloud_url.h"
#include "config/redis_option.h"

static void set_defaults(struct settings *settings)
{
	*settings = (struct settings){
		.action = SETTINGS_RUN,
		.listen = {.port = 7867, .socket_permissions = 0660},
		.database = {.prefix = "oc_"},
		.redis = {.channel_prefix = "",
			.tls = {.verify_peer = true, .verify_hostname = true}},
		.nextcloud = {.user_agent = "notify_push/" NOTIFY_PUSH_VERSION},
		.log = {.spec = "warn"},
		.limits = {.max_debounce_s = 15,
			.user_connections = 64,
			.login_concurrency = 16,
			.workers = 1},
	};
}

static int check_listener_tls(struct loader *loader)
{
	const struct settings_listen *listen = &loader->settings->listen;
	bool has_cert = listen->tls_cert != NULL;
	const struct origin *origin =
		&loader->settings->origins[has_cert ? SETTING_TLS_CERT : SETTING_TLS_KEY];

	if (has_cert != (listen->tls_key != NULL)) {
		return loader_fail_value(loader, origin, "%s is needed as well",
			has_cert ? "--tls-key (TLS_KEY)" : "--tls-cert (TLS_CERT)");
	}
	if (has_cert && listen->socket_path) {
		loader_warn(loader, "TLS is not used on the Unix socket %s", listen->socket_path);
	}
	return 0;
}

/* A file that the command line or the environment names must be there. */
static int check_file(struct loader *loader, enum setting setting, const char *path)
{
	const struct origin *origin = &loader->settings->origins[setting];

	if (!path || access(path, R_OK) == 0) {
		return 0;
	}
	if (origin->kind == ORIGIN_FILE) {
		loader_warn(loader, "%s:%u: '%s' cannot be read: %s", origin->name, origin->line,
			path, strerror(errno));
		return 0;
	}
	return loader_fail_value(loader, origin, "'%s' cannot be read: %s", path, strerror(errno));
}

static int check_files(struct loader *loader)
{
	const struct settings *settings = loader->settings;
	const struct {
		enum setting setting;
		const char *path;
	} files[] = {
		{SETTING_TLS_CERT, settings->listen.tls_cert},
		{SETTING_TLS_KEY, settings->listen.tls_key},
		{SETTING_NEXTCLOUD_CA, settings->nextcloud.ca},
		{SETTING_REDIS_TLS_CA, settings->redis.tls.ca},
		{SETTING_REDIS_TLS_CERT, settings->redis.tls.cert},
		{SETTING_REDIS_TLS_KEY, settings->redis.tls.key},
		{SETTING_DATABASE_TLS_CA, settings->database.tls_ca},
		{SETTING_DATABASE_TLS_CERT, settings->database.tls_cert},
		{SETTING_DATABASE_TLS_KEY, settings->database.tls_key},
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_SIZE(files); i++) {
		r = check_file(loader, files[i].setting, files[i].path);
	}
	return r;
}

static int apply_urls(struct loader *loader)
{
	const struct choice *database = &loader->chosen[OPTION_DATABASE_URL];
	const struct choice *url = &loader->chosen[OPTION_NEXTCLOUD_URL];
	const char *complaint;
	int r = database->value ? dburl_apply(loader, database->value, &database->origin) : 0;

	r = r ? r : redis_option_apply(loader);
	if (r != 0 || !url->value) {
		return r;
	}
	complaint = nextcloud_url_apply(loader, url->value);
	if (complaint) {
		return loader_fail_value(loader, &url->origin, "'%s' %s",
			loader_keep_masked(loader, url->value), complaint);
	}
	loader_origin(loader, SETTING_NEXTCLOUD_URL, &url->origin);
	return 0;
}

/* ---- config.php ---- */

static int take_from_nextcloud(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	int r = nextcloud_take_prefixes(nextcloud);

	if (r == 0 && !loader->chosen[OPTION_DATABASE_URL].value) {
		r = nextcloud_take_database(nextcloud);
	}
	if (r == 0 && !loader->chosen[OPTION_REDIS_URL].value) {
		r = nextcloud_take_redis(nextcloud);
	}
	if (r == 0 && !loader->chosen[OPTION_NEXTCLOUD_URL].value) {
		r = nextcloud_take_url(nextcloud);
	}
	if (r == 0 && nextcloud->problem.len) {
		loader_warn(loader, "%.*s; all that is needed was given otherwise%s",
			STR_ARG(buf_str(&nextcloud->headline)),
			loader->settings->origins[SETTING_DATABASE_PREFIX].kind == ORIGIN_DEFAULT
				? ", the table prefix is taken to be oc_"
				: "");
	}
	return r;
}

static int apply_config_file(struct loader *loader)
{
	struct nextcloud nextcloud;
	int r = nextcloud_load(&nextcloud, loader);

	r = r ? r : take_from_nextcloud(&nextcloud);
	nextcloud_deinit(&nextcloud);
	return r;
}

/* Without a config file everything must have been said. */
static int apply_nothing(struct loader *loader)
{
	const struct {
		enum option_id id;
		const char *what;
	} needed[] = {
		{OPTION_DATABASE_URL, "No database server is configured"},
		{OPTION_REDIS_URL, "No redis server is configured"},
		{OPTION_NEXTCLOUD_URL, "No nextcloud server is configured"},
	};
	int r = 0;

	for (size_t i = 0; i < ARRAY_SIZE(needed); i++) {
		const struct option *option = &option_table[needed[i].id];

		if (!loader->chosen[needed[i].id].value) {
			r = loader_fail(loader, "%s", needed[i].what);
			loader_hint(loader, "set %s or --%s", option->env, option->name);
		}
	}
	if (r != 0) {
		loader_hint(loader, "or name Nextcloud's configuration: "
				    "notify_push /path/to/nextcloud/config/config.php");
	}
	return r;
}

/* ---- Together ---- */

static int load(struct loader *loader, int argc, char *const *argv, char *const *environment)
{
	struct settings *settings = loader->settings;
	int r = env_init(&loader->env, environment, &settings->arena);

	r = r ? r : cli_parse(loader, argc, argv);
	if (r != 0 || settings->action == SETTINGS_VERSION || settings->action == SETTINGS_HELP) {
		return r;
	}
	r = choose_load_dotenv(loader);
	if (r != 0) {
		return r;
	}
	choose_environment(loader);
	r = choose_apply(loader);
	r = r ? r : check_listener_tls(loader);
	if (r != 0 || settings->action == SETTINGS_HEALTHCHECK) {
		return r;
	}
	r = apply_urls(loader);
	r = r ? r : settings->config_file ? apply_config_file(loader) : apply_nothing(loader);
	return r ? r : check_files(loader);
}

static char *const *keep_argv(struct loader *loader, int argc, char *const *argv)
{
	char **copy = loader_alloc(loader, (size_t)argc + 1, sizeof(*copy));

	for (int i = 0; copy && i < argc; i++) {
		copy[i] = (char *)loader_keep(loader, str_from_cstr(argv[i]));
	}
	return copy;
}

static void hand_over(struct loader *loader)
{
	struct settings *settings = loader->settings;

	settings->warnings = loader->warnings;
	settings->warning_count = loader->warning_count;
	settings->notes = loader->notes;
	settings->note_count = loader->note_count;
	settings->files = loader->files;
	settings->file_count = loader->file_count;
	settings->environ = (char *const *)loader->env.entries;
	settings->environ_given = loader->env.given;
}

/* What was ignored on the way is often the reason. */
static void add_warnings(struct loader *loader)
{
	for (size_t i = 0; i < loader->warning_count; i++) {
		buf_appendf(loader->error, "  %swarning:%s %s\n",
			loader->colour ? "\033[1;33m" : "", loader->colour ? "\033[0m" : "",
			loader->warnings[i]);
	}
}

static int load_all(struct loader *loader, int argc, char *const *argv, char *const *environment)
{
	int r;

	set_defaults(loader->settings);
	loader->settings->argc = argc;
	loader->settings->argv = keep_argv(loader, argc, argv);
	r = load(loader, argc, argv, environment);
	hand_over(loader);
	if (loader->out_of_memory || buf_status(loader->error) != 0) {
		return -ENOMEM;
	}
	if (r == SETTINGS_E_CONFIG) {
		add_warnings(loader);
	}
	return r;
}

int settings_load(int argc, char *const *argv, char *const *environment, bool colour,
	struct settings *ret_settings, struct buf *error)
{
	struct loader loader = {.settings = ret_settings, .error = error, .colour = colour};

	return load_all(&loader, argc, argv, environment);
}

int settings_load_again(const struct settings *old, struct settings *ret_settings)
{
	struct buf error = BUF_NULL;
	struct loader loader = {.settings = ret_settings, .error = &error, .impatient = true};
	int r = load_all(&loader, old->argc, old->argv, old->environ);

	buf_deinit_secret(&error);
	return r;
}

/* ---- What is done with the result ---- */

int settings_export_dotenv(const struct settings *settings)
{
	for (size_t i = settings->environ_given; settings->environ && settings->environ[i]; i++) {
		struct str entry = str_from_cstr(settings->environ[i]);
		struct str name;
		struct str value;
		char *copy;
		int r;

		(void)str_split_once(entry, '=', &name, &value);
		copy = str_dup_cstr(name);
		if (!copy) {
			return -ENOMEM;
		}
		r = setenv(copy, value.ptr, 0) < 0 ? -errno : 0;
		free(copy);
		if (r < 0) {
			return r;
		}
	}
	return 0;
}

void settings_deinit(struct settings *settings)
{
	arena_deinit_secret(&settings->arena);
	*settings = (struct settings){0};
}

static void hide_value(char *value)
{
	memset(value, '*', strlen(value));
}

void settings_hide_secrets(int argc, char **argv)
{
	cli_each_secret(argc, argv, hide_value);
}
