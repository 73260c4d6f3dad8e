/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Walks the arguments with the option table in hand: --name value, --name=value, -p value, -pvalue,
 * "--" before what is no option. Given twice, the last one counts, so that a wrapper can append;
 * --redis-url collects. The first word that is no option may be a sub-command, else it names the
 * config.php.
 */
#include "config/cli.h"

struct cli {
	struct loader *loader;
	int argc;
	char *const *argv;
	int at; /* of the next argument */
	bool no_more_options;
	bool has_subcommand;
};

static void say_usage(struct loader *loader)
{
	buf_appendf(loader->error, "\nUsage: notify_push [OPTIONS] [CONFIG_FILE]\n"
				   "For all options: notify_push --help\n");
}

static int fail_unknown(struct cli *cli, struct str name, const char *argument)
{
	const struct option *near = option_suggest(name);

	/* Its value may be a secret of an option that was misspelt: show the name only. */
	(void)loader_fail(cli->loader, "unexpected argument '%.*s%.*s'",
		name.ptr - argument == 2 ? 2 : 1, argument, STR_ARG(name));
	if (near) {
		loader_hint(cli->loader, "did you mean '--%s'?", near->name);
	} else if (name.len && option_by_letter(name.ptr[0])) {
		loader_hint(cli->loader, "an option's short form is a single letter");
	}
	say_usage(cli->loader);
	return SETTINGS_E_SYNTAX;
}

static int add_redis_url(struct loader *loader, const char *value)
{
	const char **urls =
		loader_grow(loader, loader->redis_urls, loader->redis_url_count, sizeof(*urls));

	if (urls) {
		urls[loader->redis_url_count++] = value;
		loader->redis_urls = urls;
	}
	return 0;
}

static int take_choice(struct cli *cli, const struct option *option, const char *value)
{
	struct loader *loader = cli->loader;
	struct choice *choice = &loader->chosen[option - option_table];

	value = loader_keep(loader, str_from_cstr(value));
	choice->origin.kind = ORIGIN_OPTION;
	choice->origin.name = loader_keepf(loader, "--%s", option->name);
	choice->value = value;
	switch ((int)(option - option_table)) {
	case OPTION_REDIS_URL:
		return add_redis_url(loader, value);
	case OPTION_VERSION:
		loader->settings->action = SETTINGS_VERSION;
		break;
	case OPTION_HELP:
		loader->settings->action = SETTINGS_HELP;
		break;
	default:
		break;
	}
	return 0;
}

/* The value of OPTION: ATTACHED ("=value", "value" of -pvalue), or the next argument. */
static int take_option(struct cli *cli, const struct option *option, const char *attached)
{
	if (!option->argument) {
		if (attached && option_parse_bool(attached) < 0) {
			(void)loader_fail(
				cli->loader, "--%s takes no value but true or false", option->name);
			return SETTINGS_E_SYNTAX;
		}
		return take_choice(cli, option, attached ? attached : "true");
	}
	if (!attached) {
		/* "--port --bind" is a forgotten value, "--bind -" never occurs. */
		const char *next = cli->at < cli->argc ? cli->argv[cli->at] : NULL;

		if (!next || (next[0] == '-' && next[1] == '-')) {
			(void)loader_fail(cli->loader,
				"a value is required for '--%s <%s>' but none was supplied",
				option->name, option->argument);
			say_usage(cli->loader);
			return SETTINGS_E_SYNTAX;
		}
		attached = next;
		cli->at++;
	}
	return take_choice(cli, option, attached);
}

static int take_long(struct cli *cli, const char *argument)
{
	struct str name;
	struct str value;
	bool has_value = str_split_once(str_from_cstr(argument + 2), '=', &name, &value);
	const struct option *option = option_by_name(name);

	if (!option) {
		return fail_unknown(cli, name, argument);
	}
	return take_option(cli, option, has_value ? value.ptr : NULL);
}

static int take_short(struct cli *cli, const char *argument)
{
	const struct option *option = option_by_letter(argument[1]);
	const char *attached = argument[2] ? argument + 2 : NULL;

	if (!option || (attached && !option->argument)) {
		struct str name = str_from_cstr(argument + 1);

		/* "-redis-url=…": the name ends where a value may begin. */
		(void)str_split_once(name, '=', &name, &(struct str){0});
		return fail_unknown(cli, name, argument);
	}
	if (attached && *attached == '=') {
		attached++;
	}
	return take_option(cli, option, attached);
}

static int take_positional(struct cli *cli, const char *argument)
{
	struct settings *settings = cli->loader->settings;

	if (!settings->config_file && !cli->has_subcommand && !cli->no_more_options) {
		if (strcmp(argument, "check") == 0 || strcmp(argument, "healthcheck") == 0) {
			settings->action =
				argument[0] == 'c' ? SETTINGS_CHECK : SETTINGS_HEALTHCHECK;
			cli->has_subcommand = true;
			return 0;
		}
	}
	if (settings->config_file) {
		(void)loader_fail(cli->loader,
			"unexpected argument: there is a second word that is no option");
		loader_hint(cli->loader,
			"only one config file is taken ('%s' came first); the "
			"*.config.php beside it are read with --glob-config",
			settings->config_file);
		say_usage(cli->loader);
		return SETTINGS_E_SYNTAX;
	}
	if (!*argument) {
		(void)loader_fail(cli->loader, "the path of the config file is empty");
		return SETTINGS_E_SYNTAX;
	}
	settings->config_file = loader_keep(cli->loader, str_from_cstr(argument));
	return 0;
}

static int take_argument(struct cli *cli, const char *argument)
{
	if (cli->no_more_options || argument[0] != '-' || !argument[1]) {
		return take_positional(cli, argument);
	}
	if (argument[1] != '-') {
		return take_short(cli, argument);
	}
	if (!argument[2]) {
		cli->no_more_options = true;
		return 0;
	}
	return take_long(cli, argument);
}

int cli_parse(struct loader *loader, int argc, char *const *argv)
{
	struct cli cli = {.loader = loader, .argc = argc, .argv = argv, .at = 1};

	while (cli.at < argc) {
		int r = take_argument(&cli, argv[cli.at++]);

		if (r != 0) {
			return r;
		}
		/* What stands behind --help does not matter any more. */
		if (loader->settings->action == SETTINGS_VERSION ||
			loader->settings->action == SETTINGS_HELP) {
			return 0;
		}
	}
	return 0;
}

void cli_each_secret(int argc, char **argv, cli_secret_fn *fn)
{
	for (int i = 1; i < argc; i++) {
		struct str name;
		struct str value;
		bool attached;
		const struct option *option;

		if (strcmp(argv[i], "--") == 0) {
			return;
		}
		if (strncmp(argv[i], "--", 2) != 0) {
			continue;
		}
		attached = str_split_once(str_from_cstr(argv[i] + 2), '=', &name, &value);
		option = option_by_name(name);
		if (!option || !option->secret) {
			continue;
		}
		if (attached) {
			fn(argv[i] + (value.ptr - argv[i]));
		} else if (i + 1 < argc) {
			fn(argv[++i]);
		}
	}
}
