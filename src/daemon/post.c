/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See post.h. At the end of the process messages may still lie in the queues. */
#include "daemon/post.h"

#include <stdlib.h>

#include "base/blob.h"
#include "peer/ws_server.h"
#include "push/message.h"

struct ask *ask_free(struct ask *ask)
{
	if (ask) {
		buf_deinit(&ask->method);
		buf_deinit(&ask->path);
		buf_deinit_secret(&ask->token);
		free(ask);
	}
	return NULL;
}

void post_drop(const struct message *message)
{
	switch ((enum message_type)message->type) {
	case MSG_CUSTOM:
	case MSG_LOGIN_NO:
	case MSG_ANSWER:
		blob_unref(message->pointer);
		break;
	case MSG_EVENTS:
		free(message->pointer);
		break;
	case MSG_LOGIN:
		ws_login_free(message->pointer);
		break;
	case MSG_REQUEST:
		ask_free(message->pointer);
		break;
	case MSG_EVENT:
	case MSG_LOGIN_OK:
	case MSG_CATCH_UP:
	case MSG_CUT_USER:
	case MSG_CLOSE_ALL:
	case MSG_STOP_ACCEPT:
	case MSG_ECHO:
	case MSG_QUIT:
	case MSG_LOGIN_GONE:
	case MSG_SESSION_CLOSED:
	case MSG_ECHOED:
	case MSG_ALL_CLOSED:
		break;
	}
}
