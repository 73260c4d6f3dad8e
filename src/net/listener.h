/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Listening sockets: TCP and Unix. They are created once, before any thread, and handed to the
 * workers. Options that accepted sockets inherit (TCP_NODELAY, TCP_USER_TIMEOUT) are set here, so
 * that accepting costs one system call.
 */
#ifndef NET_LISTENER_H
#define NET_LISTENER_H

#include <sys/socket.h>
#include <sys/types.h>

#include "base/buf.h"

struct listener_unix {
	const char *path;
	mode_t permissions;
	const char *owner; /* name or number; NULL = unchanged */
	const char *group; /* likewise */
};

/*
 * BIND is a numeric address, or NULL for all of IPv6 and IPv4 (IPv4 alone where there is no IPv6).
 * 0 and the descriptor, or -errno with a line for humans in WHY.
 */
NODISCARD int listener_tcp(const char *bind, uint16_t port, int *ret_fd, struct buf *why);

/* A socket file that nobody listens on is replaced; one that is in use is an error. */
NODISCARD int listener_unix(const struct listener_unix *options, int *ret_fd, struct buf *why);

/* Prepares a socket that the init system passed us. */
void listener_adopt(int fd);

/* The port of a bound TCP socket; 0 for others. */
uint16_t listener_port(int fd);

#endif
