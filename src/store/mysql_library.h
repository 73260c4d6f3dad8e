/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* MariaDB's Connector/C, loaded on demand (library.h). Private to src/store. */
#ifndef STORE_MYSQL_LIBRARY_H
#define STORE_MYSQL_LIBRARY_H

#include <mysql.h>

#include "store/library.h"

#define MYSQL_FUNCTIONS(FUNCTION)                                                                  \
	FUNCTION(mariadb_cancel)                                                                   \
	FUNCTION(mysql_autocommit)                                                                 \
	FUNCTION(mysql_client_find_plugin)                                                         \
	FUNCTION(mysql_client_register_plugin)                                                     \
	FUNCTION(mysql_close)                                                                      \
	FUNCTION(mysql_errno)                                                                      \
	FUNCTION(mysql_error)                                                                      \
	FUNCTION(mysql_fetch_lengths)                                                              \
	FUNCTION(mysql_fetch_row)                                                                  \
	FUNCTION(mysql_free_result)                                                                \
	FUNCTION(mysql_get_ssl_cipher)                                                             \
	FUNCTION(mysql_init)                                                                       \
	FUNCTION(mysql_num_fields)                                                                 \
	FUNCTION(mysql_optionsv)                                                                   \
	FUNCTION(mysql_query)                                                                      \
	FUNCTION(mysql_real_connect)                                                               \
	FUNCTION(mysql_real_query)                                                                 \
	FUNCTION(mysql_server_init)                                                                \
	FUNCTION(mysql_ssl_set)                                                                    \
	FUNCTION(mysql_use_result)

struct mysql_functions {
	MYSQL_FUNCTIONS(LIBRARY_MEMBER)
};

/* To be called after a successful library_load(&mysql_library). */
extern struct mysql_functions my;
extern struct library mysql_library;

#endif
