/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How things end for the parts of test_client; the reason is a text in a buffer. */
#ifndef CLIENT_RESULT_H
#define CLIENT_RESULT_H

enum {
	CLIENT_E_LOST = 1, /* may work later: --follow tries again */
	CLIENT_E_REFUSED,  /* will not: wrong credentials, no such app, bad certificate */
	CLIENT_E_TIMEOUT,  /* the time given is over */
	CLIENT_E_SIGNAL,   /* interrupted by the user */
};

#endif
