/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The command line has chosen already; here the environment fills in, in the order of the contract,
 * and the values that won are interpreted. Values that lost are never looked at.
 */
#include "config/choose.h"

#include <errno.h>

#include "base/log.h"
#include "config/dotenv.h"
#include "config/setters.h"

int choose_load_dotenv(struct loader *loader)
{
	struct buf path = BUF_NULL;
	struct buf text = BUF_NULL;
	uint32_t bad_line = 0;
	int r = dotenv_find(&path, &text);

	if (r == 0) {
		r = dotenv_parse(buf_str(&text), &loader->env, &loader->settings->arena, &bad_line);
	} else if (r != -ENOMEM) {
		loader_warn(loader, "%.*s is not read: %s", STR_ARG(buf_str(&path)), strerror(-r));
		r = 0;
	}
	if (bad_line) {
		loader_warn(loader, "%.*s:%u: this line is not NAME=value, ignored",
			STR_ARG(buf_str(&path)), bad_line);
	}
	if (path.len) {
		loader_note(loader, "read %.*s", STR_ARG(buf_str(&path)));
	}
	buf_deinit_secret(&text);
	buf_deinit(&path);
	return r;
}

static void choose_env(struct loader *loader, enum option_id id, const char *name)
{
	struct choice *choice = &loader->chosen[id];
	const char *value = env_get(&loader->env, str_from_cstr(name));

	if (value && !choice->value) {
		choice->value = option_table[id].any_value ? "true" : value;
		choice->origin = (struct origin){.kind = ORIGIN_ENV, .name = name};
	}
}

/* RUST_LOG is often set for other programs and in a richer syntax than ours. */
static void choose_rust_log(struct loader *loader)
{
	const char *value = env_get(&loader->env, STR_LIT("RUST_LOG"));
	const char *complaint = value ? log_spec_check(str_from_cstr(value)) : NULL;

	if (loader->chosen[OPTION_LOG_LEVEL].value) {
		return;
	}
	if (complaint) {
		loader_warn(loader, "RUST_LOG is ignored: %s", complaint);
		return;
	}
	choose_env(loader, OPTION_LOG_LEVEL, "RUST_LOG");
}

void choose_environment(struct loader *loader)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_table[i].env) {
			choose_env(loader, (enum option_id)i, option_table[i].env);
		}
	}
	choose_rust_log(loader);
	/* no-color.org: any text turns colours off. */
	if (!loader->chosen[OPTION_NO_ANSI].value && env_get(&loader->env, STR_LIT("NO_COLOR"))) {
		loader->chosen[OPTION_NO_ANSI] =
			(struct choice){"true", {.kind = ORIGIN_ENV, .name = "NO_COLOR"}};
	}
}

static int apply_option(struct loader *loader, const struct option *option)
{
	const struct choice *choice = &loader->chosen[option - option_table];
	const char *complaint;
	int r;

	if (!choice->value || !option->set) {
		return 0;
	}
	complaint = option->set(option, loader->settings, choice->value);
	if (complaint) {
		r = loader_fail_value(loader, &choice->origin, "'%s' %s", choice->value, complaint);
		if (option->set == set_number) {
			loader_hint(loader, "from %u to %u", option->min, option->max);
		}
		return r;
	}
	if (option->setting != SETTING_COUNT) {
		loader_origin(loader, option->setting, &choice->origin);
	}
	return 0;
}

int choose_apply(struct loader *loader)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < OPTION_COUNT; i++) {
		r = apply_option(loader, &option_table[i]);
	}
	return r;
}
