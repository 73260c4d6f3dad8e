/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The built-in kinds of messages: each a bit, so that what is due for a session fits in a byte. */
#ifndef PUSH_KIND_H
#define PUSH_KIND_H

enum push_kind {
	KIND_FILE,
	KIND_ACTIVITY,
	KIND_NOTIFICATION,
	KIND_COUNT, /* custom messages are none of these: they are never delayed nor merged */
};

#define KIND_BIT(kind) (1U << (kind))
#define KIND_ALL       ((1U << KIND_COUNT) - 1)

#endif
