/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What Redis means by an error, in words that say what to do. */
#include "peer/redis_link.h"

#define MAX_QUOTE 200U

struct explanation {
	struct str start; /* of the error reply */
	const char *text;
};

static const struct explanation explanations[] = {
	{STR_INIT("WRONGPASS"), "the password (or the user) is wrong: compare it with the one that "
				"Nextcloud uses"},
	{STR_INIT("ERR invalid password"),
		"the password is wrong: compare it with the one that Nextcloud uses"},
	{STR_INIT("NOAUTH"), "the server asks for a password and none is configured"},
	{STR_INIT("NOPERM"),
		"this user lacks a permission: give it the ACL rules that docs/redis.md "
		"lists"},
	{STR_INIT("LOADING"), "the server is still loading its data"},
	{STR_INIT("BUSY"), "the server is busy with a script"},
	{STR_INIT("DENIED"), "the server is in protected mode: set a password, or let it listen on "
			     "loopback or a Unix socket"},
	{STR_INIT("ERR max number of clients"),
		"the server has no room for more clients: raise its maxclients"},
	{STR_INIT("ERR DB index"), "there is no database of this number: see \"databases\" of the "
				   "server's configuration"},
	{STR_INIT("ERR invalid DB index"), "there is no database of this number"},
	{STR_INIT("ERR SELECT is not allowed"),
		"the server is a cluster: configure it as one (redis.cluster)"},
	{STR_INIT("MASTERDOWN"), "this replica has lost its master"},
	{STR_INIT("READONLY"), "this server is a replica and takes no writes"},
	{STR_INIT("MISCONF"), "the server cannot save to its disk and refuses writes"},
	{STR_INIT("OOM"), "the server's memory is full (maxmemory)"},
	{STR_INIT("CLUSTERDOWN"), "the cluster is down"},
};

void redis_explain(struct str error, bool in_login, struct buf *out)
{
	struct str code;
	struct str rest;

	(void)str_split_once(error, ' ', &code, &rest);
	for (size_t i = 0; i < ARRAY_SIZE(explanations); i++) {
		if (str_has_prefix(error, explanations[i].start)) {
			buf_appendf(out, "%s (%.*s)", explanations[i].text, STR_ARG(code));
			return;
		}
	}
	if (in_login) {
		/* "unknown command" quotes what it was given. */
		buf_appendf(out, "the login was refused (%.*s)", STR_ARG(str_first(code, 32)));
	} else {
		buf_append_str(out, str_first(error, MAX_QUOTE));
	}
}
