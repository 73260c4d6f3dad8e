/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Keeping secrets out of what people see. */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include "base/buf.h"

#define SECRET_MASK "********"

/* True for names such as dbpassword, passwordsalt, secret, mail_smtppassword, license-key. */
bool secret_is_name(struct str name);

/*
 * Appends URL with everything masked that may be a password: what stands between the first ':' and
 * the last '@' of the authority, and parameters with a secret name. Works on broken URLs too.
 */
void secret_append_url(struct buf *out, struct str url);

/* Bytes of a source that nobody may see. */
struct secret_span {
	size_t start; /* offsets into the source */
	size_t end;
};

/*
 * Finds what is to be masked in SOURCE, PHP that may be broken: strings and numbers that belong to
 * a key or variable with a secret name, passwords inside URLs, and the words behind a secret name
 * in a comment. Appends struct secret_span to SPANS, in order, not overlapping.
 */
void secret_scan(struct str source, struct buf *spans);

#endif
