/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the tests of the Redis client share: a far end that says exactly what the test wants, in
 * pieces of any size, on a Unix socket in a temporary folder. One thread: the loop is run until
 * something has come true.
 */
#ifndef TEST_PEER_SUPPORT_H
#define TEST_PEER_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "failing_memory.h"
#include "net/loop.h"
#include "peer/redis.h"

struct far_end {
	char folder[64];
	char path[80];
	int listener;
	int fd; /* of the connection at hand, or -1 */
	struct buf heard;
};

void far_end_init(struct far_end *end);
void far_end_deinit(struct far_end *end);

/* Runs LOOP until somebody connects, who becomes the connection at hand. */
void far_end_accept(struct far_end *end, struct loop *loop);

/* Runs LOOP until EXPECTED has come, and nothing but. */
void far_end_expect(struct far_end *end, struct loop *loop, const char *expected);

/* Says it, and lets LOOP hear it. */
void far_end_say(struct far_end *end, struct loop *loop, struct str bytes);
#define far_end_say_lit(end, loop, literal) far_end_say((end), (loop), STR_LIT(literal))

void far_end_hang_up(struct far_end *end);

/* Runs LOOP for MS milliseconds, or until *FLAG is set (it may be NULL); true when it is. */
bool run_until(struct loop *loop, const bool *flag, unsigned ms);

#endif
