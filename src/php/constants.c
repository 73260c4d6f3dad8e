/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Constants: PHP's own that configurations use, those of the classes PDO and RedisCluster, and
 * what the file defines. Any other is unknown; it may be Nextcloud's, or an extension's.
 */
#include <float.h>
#include <math.h>

#include "php/eval.h"

struct number {
	struct str name;
	int64_t value;
};

static const struct number numbers[] = {
	{STR_INIT("PHP_INT_MAX"), INT64_MAX},
	{STR_INIT("PHP_INT_MIN"), INT64_MIN},
	{STR_INIT("PHP_INT_SIZE"), 8},
	{STR_INIT("PHP_FLOAT_DIG"), 15},
	{STR_INIT("PHP_MAXPATHLEN"), 4096},
	{STR_INIT("PHP_MAJOR_VERSION"), 8},
	{STR_INIT("E_ERROR"), 1},
	{STR_INIT("E_WARNING"), 2},
	{STR_INIT("E_PARSE"), 4},
	{STR_INIT("E_NOTICE"), 8},
	{STR_INIT("E_CORE_ERROR"), 16},
	{STR_INIT("E_CORE_WARNING"), 32},
	{STR_INIT("E_COMPILE_ERROR"), 64},
	{STR_INIT("E_COMPILE_WARNING"), 128},
	{STR_INIT("E_USER_ERROR"), 256},
	{STR_INIT("E_USER_WARNING"), 512},
	{STR_INIT("E_USER_NOTICE"), 1024},
	{STR_INIT("E_STRICT"), 2048},
	{STR_INIT("E_RECOVERABLE_ERROR"), 4096},
	{STR_INIT("E_DEPRECATED"), 8192},
	{STR_INIT("E_USER_DEPRECATED"), 16384},
	{STR_INIT("E_ALL"), 32767},
	{STR_INIT("JSON_ERROR_NONE"), 0},
	{STR_INIT("JSON_ERROR_DEPTH"), 1},
	{STR_INIT("JSON_ERROR_STATE_MISMATCH"), 2},
	{STR_INIT("JSON_ERROR_CTRL_CHAR"), 3},
	{STR_INIT("JSON_ERROR_SYNTAX"), 4},
	{STR_INIT("JSON_ERROR_UTF8"), 5},
	{STR_INIT("JSON_ERROR_UTF16"), 10},
	{STR_INIT("JSON_OBJECT_AS_ARRAY"), 1},
	{STR_INIT("JSON_BIGINT_AS_STRING"), 2},
	{STR_INIT("JSON_UNESCAPED_SLASHES"), 64},
	{STR_INIT("JSON_PRETTY_PRINT"), 128},
	{STR_INIT("JSON_UNESCAPED_UNICODE"), 256},
	{STR_INIT("JSON_THROW_ON_ERROR"), 4194304},
	{STR_INIT("FILTER_VALIDATE_INT"), 257},
	{STR_INIT("FILTER_VALIDATE_BOOL"), 258},
	{STR_INIT("FILTER_VALIDATE_BOOLEAN"), 258},
	{STR_INIT("FILTER_VALIDATE_FLOAT"), 259},
	{STR_INIT("FILTER_VALIDATE_URL"), 273},
	{STR_INIT("FILTER_VALIDATE_EMAIL"), 274},
	{STR_INIT("FILTER_VALIDATE_IP"), 275},
	{STR_INIT("FILTER_VALIDATE_DOMAIN"), 277},
	{STR_INIT("FILTER_DEFAULT"), 516},
	{STR_INIT("FILTER_UNSAFE_RAW"), 516},
	{STR_INIT("FILTER_FLAG_ALLOW_OCTAL"), 1},
	{STR_INIT("FILTER_FLAG_ALLOW_HEX"), 2},
	{STR_INIT("FILTER_NULL_ON_FAILURE"), 134217728},
	{STR_INIT("COUNT_NORMAL"), 0},
	{STR_INIT("COUNT_RECURSIVE"), 1},
	{STR_INIT("ARRAY_FILTER_USE_BOTH"), 1},
	{STR_INIT("ARRAY_FILTER_USE_KEY"), 2},
	{STR_INIT("SORT_REGULAR"), 0},
	{STR_INIT("SORT_NUMERIC"), 1},
	{STR_INIT("SORT_STRING"), 2},
	{STR_INIT("STR_PAD_LEFT"), 0},
	{STR_INIT("STR_PAD_RIGHT"), 1},
	{STR_INIT("STR_PAD_BOTH"), 2},
	{STR_INIT("PHP_URL_SCHEME"), 0},
	{STR_INIT("PHP_URL_HOST"), 1},
	{STR_INIT("PHP_URL_PORT"), 2},
	{STR_INIT("PHP_URL_USER"), 3},
	{STR_INIT("PHP_URL_PASS"), 4},
	{STR_INIT("PHP_URL_PATH"), 5},
	{STR_INIT("PHP_URL_QUERY"), 6},
	{STR_INIT("PHP_URL_FRAGMENT"), 7},
	{STR_INIT("LOG_EMERG"), 0},
	{STR_INIT("LOG_ALERT"), 1},
	{STR_INIT("LOG_CRIT"), 2},
	{STR_INIT("LOG_ERR"), 3},
	{STR_INIT("LOG_WARNING"), 4},
	{STR_INIT("LOG_NOTICE"), 5},
	{STR_INIT("LOG_INFO"), 6},
	{STR_INIT("LOG_DEBUG"), 7},
	{STR_INIT("LOCK_SH"), 1},
	{STR_INIT("LOCK_EX"), 2},
	{STR_INIT("LOCK_UN"), 3},
	{STR_INIT("LOCK_NB"), 4},
};

static const struct {
	struct str name;
	double value;
} reals[] = {
	{STR_INIT("NAN"), NAN},
	{STR_INIT("INF"), INFINITY},
	{STR_INIT("M_PI"), 3.14159265358979323846},
	{STR_INIT("M_E"), 2.7182818284590452354},
	{STR_INIT("PHP_FLOAT_EPSILON"), DBL_EPSILON},
	{STR_INIT("PHP_FLOAT_MAX"), DBL_MAX},
	{STR_INIT("PHP_FLOAT_MIN"), DBL_MIN},
};

static const struct {
	struct str name;
	struct str value;
} texts[] = {
	{STR_INIT("PHP_EOL"), STR_INIT("\n")},
	{STR_INIT("PHP_OS"), STR_INIT("Linux")},
	{STR_INIT("PHP_OS_FAMILY"), STR_INIT("Linux")},
	{STR_INIT("DIRECTORY_SEPARATOR"), STR_INIT("/")},
	{STR_INIT("PATH_SEPARATOR"), STR_INIT(":")},
};

/* PDO's, and MySQL's without their prefix (PDO::MYSQL_ATTR_x and Pdo\Mysql::ATTR_x). */
static const struct number pdo[] = {
	{STR_INIT("ATTR_AUTOCOMMIT"), 0},
	{STR_INIT("ATTR_PREFETCH"), 1},
	{STR_INIT("ATTR_TIMEOUT"), 2},
	{STR_INIT("ATTR_ERRMODE"), 3},
	{STR_INIT("ATTR_SERVER_VERSION"), 4},
	{STR_INIT("ATTR_CLIENT_VERSION"), 5},
	{STR_INIT("ATTR_SERVER_INFO"), 6},
	{STR_INIT("ATTR_CONNECTION_STATUS"), 7},
	{STR_INIT("ATTR_CASE"), 8},
	{STR_INIT("ATTR_CURSOR"), 10},
	{STR_INIT("ATTR_ORACLE_NULLS"), 11},
	{STR_INIT("ATTR_PERSISTENT"), 12},
	{STR_INIT("ATTR_DRIVER_NAME"), 16},
	{STR_INIT("ATTR_STRINGIFY_FETCHES"), 17},
	{STR_INIT("ATTR_DEFAULT_FETCH_MODE"), 19},
	{STR_INIT("ATTR_EMULATE_PREPARES"), 20},
	{STR_INIT("ERRMODE_SILENT"), 0},
	{STR_INIT("ERRMODE_WARNING"), 1},
	{STR_INIT("ERRMODE_EXCEPTION"), 2},
};

static const struct number pdo_mysql[] = {
	{STR_INIT("ATTR_USE_BUFFERED_QUERY"), 1000},
	{STR_INIT("ATTR_LOCAL_INFILE"), 1001},
	{STR_INIT("ATTR_INIT_COMMAND"), 1002},
	{STR_INIT("ATTR_COMPRESS"), 1003},
	{STR_INIT("ATTR_DIRECT_QUERY"), 1004},
	{STR_INIT("ATTR_FOUND_ROWS"), 1005},
	{STR_INIT("ATTR_IGNORE_SPACE"), 1006},
	{STR_INIT("ATTR_SSL_KEY"), 1007},
	{STR_INIT("ATTR_SSL_CERT"), 1008},
	{STR_INIT("ATTR_SSL_CA"), 1009},
	{STR_INIT("ATTR_SSL_CAPATH"), 1010},
	{STR_INIT("ATTR_SSL_CIPHER"), 1011},
	{STR_INIT("ATTR_SERVER_PUBLIC_KEY"), 1012},
	{STR_INIT("ATTR_MULTI_STATEMENTS"), 1013},
	{STR_INIT("ATTR_SSL_VERIFY_SERVER_CERT"), 1014},
	{STR_INIT("ATTR_LOCAL_INFILE_DIRECTORY"), 1015},
};

static const struct number redis_cluster[] = {
	{STR_INIT("FAILOVER_NONE"), 0},
	{STR_INIT("FAILOVER_ERROR"), 1},
	{STR_INIT("FAILOVER_DISTRIBUTE"), 2},
	{STR_INIT("FAILOVER_DISTRIBUTE_SLAVES"), 3},
	{STR_INIT("OPT_SLAVE_FAILOVER"), 5},
};

static bool find_number(
	const struct number *table, size_t count, struct str name, struct php_value *ret_value)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equals(table[i].name, name)) {
			*ret_value = php_int(table[i].value);
			return true;
		}
	}
	return false;
}

static bool find_word(struct str name, struct php_value *ret_value)
{
	if (str_equals_nocase(name, STR_LIT("true")) || str_equals_nocase(name, STR_LIT("false"))) {
		*ret_value = php_bool(name.len == 4);
		return true;
	}
	*ret_value = php_null();
	return str_equals_nocase(name, STR_LIT("null"));
}

static struct str folder_of(struct str path)
{
	ptrdiff_t slash = str_rfind_byte(path, '/');

	if (slash <= 0) {
		return slash == 0 ? STR_LIT("/") : STR_LIT(".");
	}
	return str_first(path, (size_t)slash);
}

/* __FILE__ and its kin, in any case. */
static bool find_magic(struct php *php, struct str name, struct php_value *ret_value)
{
	struct str path = php_file_path(php, php->place.file);

	if (!str_has_prefix(name, STR_LIT("__"))) {
		return false;
	}
	if (str_equals_nocase(name, STR_LIT("__FILE__"))) {
		*ret_value = php_string(path);
	} else if (str_equals_nocase(name, STR_LIT("__DIR__"))) {
		*ret_value = php_string(folder_of(path));
	} else if (str_equals_nocase(name, STR_LIT("__LINE__"))) {
		*ret_value = php_int(php->place.line);
	} else if (str_equals_nocase(name, STR_LIT("__NAMESPACE__"))) {
		*ret_value = php_string(STR_LIT(""));
	} else {
		return false;
	}
	return true;
}

static bool find_known(struct str name, struct php_value *ret_value)
{
	if (find_number(numbers, ARRAY_SIZE(numbers), name, ret_value)) {
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(reals); i++) {
		if (str_equals(reals[i].name, name)) {
			*ret_value = php_float(reals[i].value);
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		if (str_equals(texts[i].name, name)) {
			*ret_value = php_string(texts[i].value);
			return true;
		}
	}
	return false;
}

bool php_find_constant(struct php *php, struct str name, struct php_value *ret_value)
{
	struct str short_name = str_skip(name, (size_t)(str_rfind_byte(name, '\\') + 1));
	struct php_key key = php_key_from_text(short_name);
	const struct php_entry *entry = php_array_lookup(php->constants, key);

	if (entry) {
		*ret_value = php_entry_value(entry);
		return true;
	}
	return find_word(short_name, ret_value) || find_magic(php, short_name, ret_value) ||
	       find_known(short_name, ret_value);
}

/* PHP throws when there is no such constant. */
static struct php_value note_risk(struct php *php, struct php_value unknown)
{
	if (!php->risk && unknown.kind == PHP_UNKNOWN) {
		php->risk = unknown.unknown;
	}
	return unknown;
}

struct php_value php_constant(struct php *php, struct str name)
{
	struct php_value value;

	if (php_find_constant(php, name, &value)) {
		return value;
	}
	value = php_unknown_here(php, "the constant %.*s, which is not known here", STR_ARG(name));
	return note_risk(php, value);
}

struct php_value php_class_constant(struct php *php, struct str class, struct str name)
{
	struct php_value value;
	bool found = false;

	if (str_equals_nocase(name, STR_LIT("class"))) {
		return php_string(class);
	}
	if (str_equals_nocase(class, STR_LIT("PDO"))) {
		found = find_number(pdo, ARRAY_SIZE(pdo), name, &value);
		if (!found && str_has_prefix(name, STR_LIT("MYSQL_"))) {
			found = find_number(
				pdo_mysql, ARRAY_SIZE(pdo_mysql), str_skip(name, 6), &value);
		}
	} else if (str_equals_nocase(class, STR_LIT("Pdo\\Mysql"))) {
		found = find_number(pdo_mysql, ARRAY_SIZE(pdo_mysql), name, &value) ||
			find_number(pdo, ARRAY_SIZE(pdo), name, &value);
	} else if (str_equals_nocase(class, STR_LIT("RedisCluster"))) {
		found = find_number(redis_cluster, ARRAY_SIZE(redis_cluster), name, &value);
	}
	if (found) {
		return value;
	}
	value = php_unknown_here(php, "the constant %.*s::%.*s, which is not known here",
		STR_ARG(class), STR_ARG(name));
	return note_risk(php, value);
}

void php_define(struct php *php, struct str name, struct php_value value)
{
	struct php_key key = php_key_from_text(php_dup(php, name));

	if (!php_array_lookup(php->constants, key) && !php_is_halted(php)) {
		php_array_set(php, php->constants, key, value, php->place);
	}
}
