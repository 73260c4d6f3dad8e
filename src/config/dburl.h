/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* DATABASE_URL and --database-url. */
#ifndef CONFIG_DBURL_H
#define CONFIG_DBURL_H

#include "config/loader.h"

/*
 * Fills settings->database (but the prefix) from
 *	mysql:// mariadb:// [user[:password]@][host[:port]]/name[?ssl-mode=…&ssl-ca=…&socket=…]
 *	postgres:// postgresql:// the same, [?sslmode=…&host=…&options=…]
 *	sqlite:PATH sqlite://PATH [?mode=…]
 * User, password, host and name are percent-decoded. 0, or what settings_load() returns, with the
 * message written; the URL's password is in none.
 */
NODISCARD int dburl_apply(struct loader *loader, const char *text, const struct origin *origin);

#endif
