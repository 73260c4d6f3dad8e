/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * No login without TLS where TLS was asked for: an authentication plugin of our own that comes
 * before the account's. Private to src/store.
 */
#ifndef STORE_MYSQL_GUARD_H
#define STORE_MYSQL_GUARD_H

#include <mysql.h>

#include "base/macro.h"
#include "store/mysql_library.h"

#define MYSQL_GUARD_NAME "notify_push_guard"

/* Makes the plugin known to the library, once a process, when it has been loaded. */
NODISCARD int mysql_guard_register(void);

/*
 * Puts the guard in front of the login that MYSQL, not connected yet, is to make. Such a connection
 * has TLS, with the chain verified if authorities are set and the name not, or it fails before
 * anything but our capabilities was sent.
 */
void mysql_guard_install(MYSQL *mysql);

#endif
