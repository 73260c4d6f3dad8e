/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Connector/C takes "use TLS" for a wish: to a server that offers none it logs in without, and even
 * sends the password of caching_sha2_password in the clear, since the wish is all that plugin looks
 * at. Only "verify the certificate's name" makes it insist, and that is more than REQUIRE and
 * VERIFY_CA ask for.
 *
 * So these modes set that option, and name this plugin as the first to log in with. It runs after
 * the server's greeting and before our answer, looks whether TLS is offered, and then takes the
 * option back; it answers with nothing, whereupon the server names the plugin of the account
 * ("authentication switch", known to all servers since MySQL 5.5.7). A server that keeps the plugin
 * from running, by claiming to be older, meets the option as it was.
 */
#include "store/mysql_guard.h"

#include <errmsg.h>
#include <errno.h>
#include <mysql/plugin_auth.h>
#include <stdbool.h>

/*
 * From <mysql/client_plugin.h>, which Debian's package has but not all that it includes. The
 * interface version is the first one, so that newer libraries look for no newer fields.
 */
#define AUTHENTICATION_PLUGIN         2
#define AUTHENTICATION_PLUGIN_VERSION 0x0100

struct authentication_plugin {
	MYSQL_CLIENT_PLUGIN_HEADER
	int (*authenticate_user)(MYSQL_PLUGIN_VIO *vio, struct st_mysql *mysql);
};

static const char refusal[] = "the server does not offer TLS";

static int guard_login(MYSQL_PLUGIN_VIO *vio, struct st_mysql *mysql)
{
	my_bool off = 0;
	unsigned char *nonce;

	if (!(mysql->server_capabilities & CLIENT_SSL)) {
		mysql->net.last_errno = CR_SSL_CONNECTION_ERROR;
		memcpy(mysql->net.last_error, refusal, sizeof(refusal));
		return CR_ERROR;
	}
	my.mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &off);
	mysql->client_flag &= ~CLIENT_SSL_VERIFY_SERVER_CERT;
	if (vio->read_packet(vio, &nonce) < 0 || vio->write_packet(vio, NULL, 0) != 0) {
		return CR_ERROR;
	}
	return CR_OK;
}

static struct authentication_plugin guard = {
	.type = AUTHENTICATION_PLUGIN,
	.interface_version = AUTHENTICATION_PLUGIN_VERSION,
	.name = MYSQL_GUARD_NAME,
	.author = "notify_push",
	.desc = "insists on TLS",
	.version = {1, 0, 0},
	.license = "AGPL",
	.authenticate_user = guard_login,
};

/* Registering twice fails, hence the look after it. */
int mysql_guard_register(void)
{
	struct st_mysql_client_plugin *plugin = (struct st_mysql_client_plugin *)&guard;
	MYSQL *mysql = my.mysql_init(NULL);
	bool known;

	if (!mysql) {
		return -ENOMEM;
	}
	known = my.mysql_client_register_plugin(mysql, plugin) != NULL ||
		my.mysql_client_find_plugin(mysql, guard.name, guard.type) == plugin;
	my.mysql_close(mysql);
	return known ? 0 : -ENOMEM;
}

void mysql_guard_install(MYSQL *mysql)
{
	my_bool on = 1;

	my.mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
	my.mysql_optionsv(mysql, MYSQL_DEFAULT_AUTH, MYSQL_GUARD_NAME);
}
