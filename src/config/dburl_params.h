/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parameters behind the '?' of a database URL. Internal to dburl. */
#ifndef CONFIG_DBURL_PARAMS_H
#define CONFIG_DBURL_PARAMS_H

#include "config/loader.h"
#include "proto/url.h"

struct dburl {
	struct loader *loader;
	struct settings_database *database;
	const struct origin *origin;
	struct url url;
	bool mode_given; /* a TLS mode was among the parameters */
};

/* Fails with "…: WHAT (in the database URL)". */
int dburl_fail(struct dburl *dburl, const char *what);

/* Decodes and keeps. Fails on a NUL, which no database takes. */
NODISCARD int dburl_decode(
	struct dburl *dburl, struct str text, enum url_decode_mode mode, const char **ret_text);

/* Sets the host, or the socket when it is a path. */
NODISCARD int dburl_take_host(struct dburl *dburl, const char *host);

/* Takes all parameters of QUERY as the kind of database knows them. */
NODISCARD int dburl_take_params(struct dburl *dburl, struct str query);

#endif
