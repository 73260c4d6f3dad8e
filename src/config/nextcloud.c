/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finds keys and makes typed values of them. The last file that sets a key wins, as with
 * Nextcloud's array_merge(). A value that could not be evaluated is an error only here, when it is
 * asked for, and then the message shows the place, the reason and the way out.
 */
#include "config/nextcloud.h"

#include "config/snippet.h"

/* ---- Finding ---- */

static struct origin origin_of(
	const struct nextcloud *nextcloud, const char *path, struct php_place at)
{
	struct origin origin = {.kind = ORIGIN_FILE, .name = path};

	if (!nextcloud->by_php) {
		origin.line = at.line;
		origin.column = at.column;
	}
	return origin;
}

/* The path of the file that holds AT: it may have been included by another. */
static const char *path_at(struct nextcloud *nextcloud, struct php_place at)
{
	struct loader *loader = nextcloud->loader;

	if (nextcloud->by_php || at.line == 0) {
		return loader->settings->config_file;
	}
	return loader_keep(loader, php_file_path(nextcloud->php, at.file));
}

static bool from_entry(struct nextcloud *nextcloud, const struct php_entry *entry, const char *name,
	struct nextcloud_value *ret_value)
{
	struct nextcloud_value value = {
		.value = php_entry_value(entry),
		.at = entry->at,
		.name = name,
	};

	if (value.value.kind == PHP_NULL && value.value.env == 0) {
		return false;
	}
	value.origin = origin_of(nextcloud, path_at(nextcloud, entry->at), entry->at);
	*ret_value = value;
	return true;
}

static bool from_environment(
	struct nextcloud *nextcloud, const char *key, struct nextcloud_value *ret_value)
{
	struct loader *loader = nextcloud->loader;
	const char *name = loader_keepf(loader, "NC_%s", key);
	const char *value = env_get_raw(&loader->env, str_from_cstr(name));

	if (value) {
		*ret_value = (struct nextcloud_value){
			.value = php_string(str_from_cstr(value)),
			.origin = {.kind = ORIGIN_ENV, .name = name},
			.name = key,
		};
	}
	return value != NULL;
}

static void warn_env(struct nextcloud *nextcloud, const struct nextcloud_value *value)
{
	const struct php_env *env =
		nextcloud->php ? php_env_at(nextcloud->php, value->value.env) : NULL;

	if (env && env->name.len) {
		loader_warn(nextcloud->loader,
			"%s:%u: '%s' was made without the environment variable %.*s, which is not "
			"set here; PHP may see another value",
			value->origin.name, value->origin.line, value->name, STR_ARG(env->name));
	}
}

static void warn_rest(
	struct nextcloud *nextcloud, const struct nextcloud_file *file, const char *key)
{
	loader_warn(nextcloud->loader,
		"%s:%u: may set '%s' too, but that depends on %.*s; the value of an earlier file "
		"is used",
		file->path, file->rest->at.line, key, STR_ARG(file->rest->reason));
}

/* An element as a value, with a word about its environment. False when it is null. */
static bool take_entry(struct nextcloud *nextcloud, const struct php_entry *entry, const char *name,
	struct nextcloud_value *ret_value)
{
	if (!from_entry(nextcloud, entry, name, ret_value)) {
		return false;
	}
	warn_env(nextcloud, ret_value);
	return ret_value->value.kind != PHP_NULL;
}

static const struct php_entry *find_in_file(const struct nextcloud_file *file, const char *key)
{
	return file->config.kind == PHP_ARRAY
		       ? php_array_find(file->config.array, str_from_cstr(key))
		       : NULL;
}

bool nextcloud_find(struct nextcloud *nextcloud, const char *key, struct nextcloud_value *ret_value)
{
	const struct nextcloud_file *unsure = NULL;
	const struct php_entry *entry = NULL;

	if (from_environment(nextcloud, key, ret_value)) {
		return true;
	}
	for (size_t i = nextcloud->file_count; i-- > 0 && !entry;) {
		const struct nextcloud_file *file = &nextcloud->files[i];

		entry = find_in_file(file, key);
		if (!entry && file->rest && !unsure) {
			unsure = file;
		}
	}
	if (entry && unsure) {
		warn_rest(nextcloud, unsure, key);
	}
	return entry && take_entry(nextcloud, entry, key, ret_value);
}

bool nextcloud_child(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const char *key, struct nextcloud_value *ret_value)
{
	const struct php_entry *entry = php_array_find(array->value.array, str_from_cstr(key));
	const char *name = loader_keepf(nextcloud->loader, "%s.%s", array->name, key);
	const struct php_unknown *rest = php_array_rest(array->value.array);

	if (entry) {
		return take_entry(nextcloud, entry, name, ret_value);
	}
	if (rest) {
		/* It may be there: let whoever needs it say that it cannot be known. */
		*ret_value = (struct nextcloud_value){
			.value = {.kind = PHP_UNKNOWN, .unknown = rest},
			.origin = array->origin,
			.at = rest->at,
			.name = name,
		};
	}
	return rest != NULL;
}

bool nextcloud_next(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	size_t *cursor, struct nextcloud_value *ret_value)
{
	const struct php_entry *entry;

	while ((entry = php_array_next(array->value.array, cursor))) {
		const char *name = entry->key.is_string
					   ? loader_keepf(nextcloud->loader, "%s.%.*s", array->name,
						     STR_ARG(php_key_text(entry->key)))
					   : loader_keepf(nextcloud->loader, "%s.%lld", array->name,
						     (long long)entry->key.integer);

		if (from_entry(nextcloud, entry, name, ret_value) &&
			ret_value->value.kind != PHP_NULL) {
			return true;
		}
	}
	return false;
}

/* ---- Types ---- */

/* Adds a warning that VALUE is ignored because it is no WANTED. */
static void warn_kind(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, const char *wanted)
{
	struct buf place = BUF_NULL;

	origin_append(&value->origin, &place);
	loader_warn(nextcloud->loader, "%.*s: '%s' is ignored: it is of type %s, expected %s",
		STR_ARG(buf_str(&place)), value->name, php_kind_name(value->value.kind), wanted);
	buf_deinit(&place);
}

/* A "constant" in the place of a secret is one without its quotes. */
static struct str reason_to_show(
	const struct nextcloud *nextcloud, const struct php_unknown *unknown)
{
	struct snippet snippet = {
		.source = php_file_source(nextcloud->php, unknown->at.file),
		.line = unknown->at.line,
		.column = unknown->at.column,
	};

	return str_has_prefix(unknown->reason, STR_LIT("the constant ")) && snippet_hides(&snippet)
		       ? STR_LIT("a constant that is not known here")
		       : unknown->reason;
}

static int fail_unknown(struct nextcloud *nextcloud, const struct nextcloud_value *value)
{
	const struct php_unknown *unknown = value->value.unknown;
	struct nextcloud_value culprit = *value;

	/* The reason stands where it is, not where the key is. */
	culprit.at = unknown->at;
	culprit.origin = origin_of(nextcloud, path_at(nextcloud, unknown->at), unknown->at);
	return nextcloud_fail(nextcloud, &culprit,
		"Error while parsing nextcloud config.php: '%s' depends on %.*s", value->name,
		STR_ARG(reason_to_show(nextcloud, unknown)));
}

int nextcloud_text(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, const char **ret_text)
{
	struct loader *loader = nextcloud->loader;

	*ret_text = NULL;
	switch ((int)value->value.kind) {
	case PHP_UNKNOWN:
		return fail_unknown(nextcloud, value);
	case PHP_STRING:
		if (str_find_byte(php_text(value->value), '\0') >= 0) {
			return nextcloud_fail(nextcloud, value,
				"Error while parsing nextcloud config.php: '%s' holds a NUL byte",
				value->name);
		}
		*ret_text = loader_keep(loader, php_text(value->value));
		return 0;
	case PHP_INT:
		*ret_text = loader_keepf(loader, "%lld", (long long)value->value.integer);
		return 0;
	case PHP_NULL:
		return 0;
	default:
		warn_kind(nextcloud, value, "string");
		return 0;
	}
}

int nextcloud_integer(struct nextcloud *nextcloud, const struct nextcloud_value *value,
	bool *ret_found, int64_t *ret_integer)
{
	*ret_found = false;
	switch ((int)value->value.kind) {
	case PHP_UNKNOWN:
		return fail_unknown(nextcloud, value);
	case PHP_INT:
		*ret_integer = value->value.integer;
		*ret_found = true;
		return 0;
	case PHP_STRING:
		*ret_found = str_to_i64(str_trim(php_text(value->value)), ret_integer);
		if (!*ret_found && value->value.len) {
			warn_kind(nextcloud, value, "int");
		}
		return 0;
	case PHP_BOOL:
		if (!value->value.boolean) {
			return 0;
		}
		break;
	case PHP_NULL:
		return 0;
	default:
		break;
	}
	warn_kind(nextcloud, value, "int");
	return 0;
}

int nextcloud_truth(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, bool *ret_truth)
{
	const struct php_value *v = &value->value;

	switch ((int)v->kind) {
	case PHP_UNKNOWN:
		return fail_unknown(nextcloud, value);
	case PHP_BOOL:
		*ret_truth = v->boolean;
		return 0;
	case PHP_INT:
		*ret_truth = v->integer != 0;
		return 0;
	case PHP_FLOAT:
		*ret_truth = v->real < 0 || v->real > 0;
		return 0;
	case PHP_STRING:
		*ret_truth = v->len > 0 && !str_equals(php_text(*v), STR_LIT("0"));
		return 0;
	case PHP_ARRAY:
		*ret_truth = php_array_count(v->array) > 0;
		return 0;
	default:
		*ret_truth = false;
		return 0;
	}
}

int nextcloud_is_array(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, bool *ret_is_array)
{
	bool truth = false;
	int r;

	*ret_is_array = value->value.kind == PHP_ARRAY;
	if (*ret_is_array) {
		return 0;
	}
	r = nextcloud_truth(nextcloud, value, &truth);
	if (r == 0 && truth) {
		warn_kind(nextcloud, value, "array");
	}
	return r;
}

static int text_and_origin(struct nextcloud *nextcloud, const struct nextcloud_value *value,
	const char **ret_text, struct origin *ret_origin)
{
	int r = nextcloud_text(nextcloud, value, ret_text);

	if (r == 0 && *ret_text) {
		*ret_origin = value->origin;
	}
	return r;
}

int nextcloud_key_text(struct nextcloud *nextcloud, const char *key, const char **ret_text,
	struct origin *ret_origin)
{
	struct nextcloud_value value;

	*ret_text = NULL;
	return nextcloud_find(nextcloud, key, &value)
		       ? text_and_origin(nextcloud, &value, ret_text, ret_origin)
		       : 0;
}

int nextcloud_child_text(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const char *key, const char **ret_text, struct origin *ret_origin)
{
	struct nextcloud_value value;

	*ret_text = NULL;
	return nextcloud_child(nextcloud, array, key, &value)
		       ? text_and_origin(nextcloud, &value, ret_text, ret_origin)
		       : 0;
}
