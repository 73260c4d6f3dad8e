/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A value as PHP's serialize() writes it: typed, byte for byte comparable with the real PHP. For
 * tests; an unknown is "?", a closure "C", and an array with unknown keys ends in "?".
 */
#ifndef PHP_SERIALIZE_H
#define PHP_SERIALIZE_H

#include "base/buf.h"
#include "php/value.h"

/* Appends; false when the value is nested too deeply (a reference to itself). */
NODISCARD bool php_serialize(struct php_value value, struct buf *out);

#endif
