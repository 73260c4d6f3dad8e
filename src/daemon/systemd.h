/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The protocol of systemd's service manager, as sd_notify(3), sd_listen_fds(3) and
 * sd_watchdog_enabled(3) document it: a datagram to $NOTIFY_SOCKET, descriptors from 3 on, and two
 * variables. Harmless where there is no systemd. Main thread.
 */
#ifndef DAEMON_SYSTEMD_H
#define DAEMON_SYSTEMD_H

#include <stdint.h>

#include "base/macro.h"
#include "daemon/sockets.h"

/* Sends lines such as "READY=1\nSTATUS=…"; failures are ignored. */
void systemd_notify(const char *format, ...) PRINTF_LIKE(1, 2);

/* How often to send WATCHDOG=1, in ms; 0 when nobody asked for it. */
uint64_t systemd_watchdog_ms(void);

/* Before the name of a socket in LISTEN_FDNAMES: we have bound it, and hand it to ourselves. */
#define SYSTEMD_OURS "notify_push.own."

/*
 * The sockets that were passed to us (at most two: the main one, and one named "metrics"); -1 for
 * none. Takes the variables out of the environment.
 */
void systemd_sockets(struct sockets *ret_sockets);

#endif
