/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What holds for a database whoever named it. */
#ifndef CONFIG_DATABASE_H
#define CONFIG_DATABASE_H

#include "config/settings.h"

/* Fills the default port, and turns TLS off on sockets. */
void database_finish(struct settings_database *database);

/* The first of the well-known sockets of MySQL that exists, or NULL. Static text. */
const char *database_guess_mysql_socket(void);

/*
 * The folder of PostgreSQL's sockets on this machine: the one that holds a socket for PORT (0 =
 * 5432), else one that exists. NULL when there is none. Static text.
 */
const char *database_guess_pgsql_folder(uint16_t port);

/* "mysql", "pgsql", "sqlite" */
const char *database_kind_name(enum database_kind kind);

/* "default", "disable", "require", "verify-ca", "verify-full" */
const char *database_tls_name(enum database_tls mode);

#endif
