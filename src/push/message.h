/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What hub and workers say to each other: the meaning of struct message (net/ring.h).
 *
 *	a = user index    b, c = connection (index, generation)    others as noted
 *
 * Between hub and one worker there is one queue a direction, so what was said first arrives first:
 * a login and the events behind it cannot overtake each other. Pointers change hands.
 */
#ifndef PUSH_MESSAGE_H
#define PUSH_MESSAGE_H

#include "net/ring.h"

enum message_type {
	/* hub → worker */
	MSG_EVENT = 1, /* a; bits = kinds; small = 1: number is a file id; b = when it came in */
	MSG_EVENTS,    /* pointer = struct event_batch; bits = kinds; small as above */
	MSG_CUSTOM,    /* a; pointer = struct blob (a frame); b = when it came in */
	MSG_LOGIN_OK,  /* a, b, c: the session counts as open in the hub from here on;
			  bits = 1: it is anonymous */
	MSG_LOGIN_NO,  /* b, c; pointer = struct blob (what to tell the client), or NULL: cut it */
	MSG_ANSWER,    /* b, c; small = status; pointer = struct blob (body) */
	MSG_CATCH_UP,  /* one event of each kind for every session */
	MSG_CUT_USER,  /* a: custom messages were lost, so its sessions have to start anew */
	MSG_CLOSE_ALL, /* small = close code; a = time to spread it over, in ms */
	MSG_STOP_ACCEPT, /* the listener is to be left alone */
	MSG_ECHO,        /* number: to be sent back; whatever was said before has been done then */
	MSG_QUIT,        /* leave the loop */

	/* worker → hub */
	MSG_LOGIN = 64,     /* b, c; pointer = struct ws_login */
	MSG_LOGIN_GONE,     /* b, c: the client left during the check */
	MSG_REQUEST,        /* b, c; pointer = struct ask */
	MSG_SESSION_CLOSED, /* a; sent once for each MSG_LOGIN_OK, also when that came too late */
	MSG_ECHOED,         /* number */
	MSG_ALL_CLOSED,     /* after MSG_CLOSE_ALL: no connection is left */
};

/*
 * One event for many users: what most of a fan-out costs is the way from hub to worker, so they go
 * together. Freed with free().
 */
struct event_batch {
	uint64_t file_id;
	uint32_t count;
	uint32_t users[];
};

/* An empty one with room for CAP users; FILE_ID is NULL when unknown. NULL when memory is out. */
NODISCARD struct event_batch *event_batch_new(uint32_t cap, const uint64_t *file_id);

#endif
