/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who is connected, for administrators who ask why nothing arrives somewhere: the answer to
 * notify_query "connections", as JSON for the key notify_push_connections. Pure. Names of users and
 * numbers, no addresses; anonymous sessions are in the sums only.
 */
#ifndef PUSH_CONNECTIONS_H
#define PUSH_CONNECTIONS_H

#include "base/buf.h"
#include "push/users.h"

/* Users that a list holds at most: those with the most connections. */
#define CONNECTIONS_LISTED 100U

/* {"user":…,"connections":n}: of USER, 0 for anybody who is not there or not known. */
void connections_write_user(const struct users *users, struct str user, struct buf *out);

/*
 * {"active_connection_count":…,"active_user_count":…,"users":[{"user":…,"connections":n},…]}, the
 * most connections first. One pass over all names.
 */
void connections_write_list(const struct users *users, struct buf *out);

#endif
