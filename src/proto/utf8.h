/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * UTF-8 (RFC 3629) that may arrive in pieces: a validator of one byte of state, and an encoder.
 * Pure; safe in any thread.
 */
#ifndef PROTO_UTF8_H
#define PROTO_UTF8_H

#include "base/str.h"

/* Between two characters: the state to start with, and the only one in which a text may end. */
#define UTF8_START 0
/* Sticky: no continuation can make the text valid again. */
#define UTF8_INVALID 8

/*
 * Takes the next piece of a text; returns the state to hand in with the following piece, UTF8_START
 * when the piece ends with a whole character, UTF8_INVALID as soon as the text can't be UTF-8.
 */
NODISCARD uint8_t utf8_feed(uint8_t state, struct str piece);

/*
 * Length (1–4) of the valid character at AT, or 0 when none starts there or it doesn't end before
 * END. AT < END.
 */
NODISCARD size_t utf8_char_length(const char *at, const char *end);

/* Writes code point CP, which must be a scalar value (≤ U+10FFFF, no surrogate); the length. */
size_t utf8_encode(uint32_t cp, char out[4]);

#endif
