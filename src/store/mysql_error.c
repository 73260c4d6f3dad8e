/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers of three families: the server's (1000 and up; MariaDB's own from 1900 and 4000, MySQL's
 * from 3000), the client's that MySQL has too (2000 to 2999), and Connector/C's own (5000 and up).
 * MySQL and MariaDB share what they share in words too: one table serves both.
 */
#include "store/mysql_error.h"

#include <errmsg.h>
#include <errno.h>
#include <mysqld_error.h>

#include "store/store.h"

/* Not in MariaDB's header: MySQL's own, and newer ones. */
#define MYSQL_ER_QUERY_TIMEOUT              3024
#define MYSQL_ER_ACCOUNT_HAS_BEEN_LOCKED    3118
#define MYSQL_ER_SECURE_TRANSPORT_REQUIRED  3159
#define MYSQL_ER_CLIENT_INTERACTION_TIMEOUT 4031

static const struct {
	unsigned int number;
	int code;
} table[] = {
	{ER_ACCESS_DENIED_ERROR, STORE_E_AUTH},
	{ER_ACCESS_DENIED_NO_PASSWORD_ERROR, STORE_E_AUTH},
	{ER_HOST_NOT_PRIVILEGED, STORE_E_AUTH},
	{ER_NOT_SUPPORTED_AUTH_MODE, STORE_E_AUTH},
	{ER_MUST_CHANGE_PASSWORD, STORE_E_AUTH},
	{ER_MUST_CHANGE_PASSWORD_LOGIN, STORE_E_AUTH},
	{ER_ACCOUNT_HAS_BEEN_LOCKED, STORE_E_AUTH},
	{MYSQL_ER_ACCOUNT_HAS_BEEN_LOCKED, STORE_E_AUTH},
	{CR_SECURE_AUTH, STORE_E_AUTH},
	{CR_AUTH_PLUGIN_CANNOT_LOAD, STORE_E_AUTH},
	{CR_AUTH_PLUGIN_ERR, STORE_E_AUTH},
	{CR_PLUGIN_NOT_ALLOWED, STORE_E_AUTH},
	{ER_BAD_DB_ERROR, STORE_E_NO_DATABASE},
	{ER_NO_DB_ERROR, STORE_E_NO_DATABASE},
	{ER_NO_SUCH_TABLE, STORE_E_NO_TABLE},
	{ER_DBACCESS_DENIED_ERROR, STORE_E_DENIED},
	{ER_TABLEACCESS_DENIED_ERROR, STORE_E_DENIED},
	{ER_COLUMNACCESS_DENIED_ERROR, STORE_E_DENIED},
	{CR_SSL_CONNECTION_ERROR, STORE_E_TLS},
	{CR_FILE_NOT_FOUND, STORE_E_TLS},
	{MYSQL_ER_SECURE_TRANSPORT_REQUIRED, STORE_E_TLS},
	{ER_STATEMENT_TIMEOUT, STORE_E_TIMEOUT},
	{MYSQL_ER_QUERY_TIMEOUT, STORE_E_TIMEOUT},
	{ER_QUERY_INTERRUPTED, STORE_E_TIMEOUT},
	{ER_LOCK_WAIT_TIMEOUT, STORE_E_TIMEOUT},
	{CR_NET_PACKET_TOO_LARGE, STORE_E_TOO_BIG},
	{CR_OUT_OF_MEMORY, -ENOMEM},
	{ER_CON_COUNT_ERROR, STORE_E_UNREACHABLE},
	{ER_TOO_MANY_USER_CONNECTIONS, STORE_E_UNREACHABLE},
	{ER_USER_LIMIT_REACHED, STORE_E_UNREACHABLE},
	{ER_HOST_IS_BLOCKED, STORE_E_UNREACHABLE},
	{ER_SERVER_SHUTDOWN, STORE_E_UNREACHABLE},
	{ER_NORMAL_SHUTDOWN, STORE_E_UNREACHABLE},
	{ER_CONNECTION_KILLED, STORE_E_UNREACHABLE},
	{ER_UNKNOWN_COM_ERROR, STORE_E_UNREACHABLE}, /* a Galera node that is not ready */
	{ER_NEW_ABORTING_CONNECTION, STORE_E_UNREACHABLE},
	{ER_NET_READ_ERROR, STORE_E_UNREACHABLE},
	{ER_NET_READ_INTERRUPTED, STORE_E_UNREACHABLE},
	{ER_NET_ERROR_ON_WRITE, STORE_E_UNREACHABLE},
	{ER_NET_WRITE_INTERRUPTED, STORE_E_UNREACHABLE},
	{MYSQL_ER_CLIENT_INTERACTION_TIMEOUT, STORE_E_UNREACHABLE},
};

int mysql_error_classify(MYSQL *mysql, struct buf *why)
{
	unsigned int number = my.mysql_errno(mysql);

	buf_clear(why);
	if (number == CR_PLUGIN_NOT_ALLOWED) {
		/* The library's own words quote a buffer that is used again by then. */
		buf_append_cstr(why, "the server asks for a login method that is not allowed here; "
				     "those that send the password itself need verified TLS or a "
				     "Unix socket");
	} else {
		buf_append_cstr(why, my.mysql_error(mysql));
	}
	for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
		if (table[i].number == number) {
			return table[i].code;
		}
	}
	/* The rest of the client's own numbers are about a line that is no good. */
	return (number >= CR_MIN_ERROR && number <= CR_MAX_ERROR) ||
			       number >= CR_EVENT_CREATE_FAILED
		       ? STORE_E_UNREACHABLE
		       : STORE_E_OTHER;
}
