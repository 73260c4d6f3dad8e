/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How the source of a value is named in texts. */
#include "config/settings.h"

void origin_append(const struct origin *origin, struct buf *out)
{
	switch (origin->kind) {
	case ORIGIN_OPTION:
		buf_append_cstr(out, origin->name);
		break;
	case ORIGIN_ENV:
		buf_appendf(out, "%s in the environment", origin->name);
		break;
	case ORIGIN_FILE:
		buf_append_cstr(out, origin->name);
		if (origin->line) {
			buf_appendf(out, ":%u", origin->line);
		}
		break;
	case ORIGIN_DEFAULT:
	default:
		buf_append_cstr(out, "default");
		break;
	}
}
