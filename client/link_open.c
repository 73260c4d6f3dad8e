/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Connecting: every address of a name is tried in the order that the resolver gives, then TLS with
 * the name checked. A certificate that doesn't verify is a refusal; all else may be better later.
 */
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "base/clock.h"
#include "link.h"
#include "link_wait.h"
#include "proto/ip.h"
#include "result.h"

/* For one address; names may have several. */
#define CONNECT_MS 10000U

static int result_of(int error)
{
	return error == -EINTR ? CLIENT_E_SIGNAL : CLIENT_E_LOST;
}

static int connect_to(
	struct link *link, const struct sockaddr *address, socklen_t len, uint64_t deadline)
{
	int error = 0;
	socklen_t size = sizeof(error);
	int r;

	if (link->fd >= 0) {
		close(link->fd);
	}
	link->fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (link->fd < 0) {
		return -errno;
	}
	if (connect(link->fd, address, len) == 0) {
		return 0;
	}
	if (errno != EINPROGRESS) {
		return -errno;
	}
	r = link_wait(link->fd, POLLOUT, deadline);
	if (r == 0 && getsockopt(link->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) {
		return -errno;
	}
	return r ? r : -error;
}

static int connect_unix(struct link *link, const char *path, uint64_t deadline, struct buf *why)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(path);
	int r = -ENAMETOOLONG;

	if (len < sizeof(address.sun_path)) {
		memcpy(address.sun_path, path, len + 1);
		r = connect_to(link, (const struct sockaddr *)&address, sizeof(address), deadline);
	}
	if (r) {
		buf_appendf(why, "cannot connect to %s: %s", path, strerror(-r));
		return result_of(r);
	}
	return 0;
}

static int connect_tcp(
	struct link *link, const char *host, uint16_t port, uint64_t deadline, struct buf *why)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
	struct addrinfo *list;
	char service[8];
	int r;

	(void)snprintf(service, sizeof(service), "%u", (unsigned)port);
	r = getaddrinfo(host, service, &hints, &list);
	if (r) {
		buf_appendf(why, "cannot resolve %s: %s", host, gai_strerror(r));
		return CLIENT_E_LOST;
	}
	r = -ENOENT;
	for (struct addrinfo *at = list; at && r && r != -EINTR; at = at->ai_next) {
		uint64_t limit = clock_now_ms() + CONNECT_MS;

		r = connect_to(link, at->ai_addr, at->ai_addrlen, MIN_OF(limit, deadline));
	}
	freeaddrinfo(list);
	if (r) {
		buf_appendf(why, "cannot connect to %s port %s: %s", host, service, strerror(-r));
		return result_of(r);
	}
	return 0;
}

static void explain_tls(struct link *link, struct buf *why)
{
	char text[256];
	long verified = SSL_get_verify_result(link->tls);

	if (verified != X509_V_OK) {
		buf_appendf(why, "the server's certificate is not to be trusted: %s",
			X509_verify_cert_error_string(verified));
		return;
	}
	ERR_error_string_n(ERR_get_error(), text, sizeof(text));
	buf_appendf(why, "TLS failed: %s", text);
}

/* Trust and names; false when libssl objects (the CA file can't be read, most likely). */
static bool prepare_tls(struct link *link, const struct link_options *options, const char *host)
{
	struct ip ip;
	bool is_ip = ip_parse(options->host, &ip);

	link->tls_context = SSL_CTX_new(TLS_client_method());
	if (!link->tls_context ||
		SSL_CTX_set_min_proto_version(link->tls_context, TLS1_2_VERSION) != 1) {
		return false;
	}
	if (options->ca_file ? SSL_CTX_load_verify_locations(
				       link->tls_context, options->ca_file, NULL) != 1
			     : SSL_CTX_set_default_verify_paths(link->tls_context) != 1) {
		return false;
	}
	SSL_CTX_set_verify(
		link->tls_context, options->insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, NULL);
	link->tls = SSL_new(link->tls_context);
	if (!link->tls || SSL_set_fd(link->tls, link->fd) != 1) {
		return false;
	}
	if (is_ip) {
		return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(link->tls), host) == 1;
	}
	return SSL_set1_host(link->tls, host) == 1 &&
	       SSL_set_tlsext_host_name(link->tls, host) == 1;
}

static int start_tls(struct link *link, const struct link_options *options, const char *host,
	uint64_t deadline, struct buf *why)
{
	if (!prepare_tls(link, options, host)) {
		char text[256];

		ERR_error_string_n(ERR_get_error(), text, sizeof(text));
		buf_appendf(why, "cannot prepare TLS%s%s: %s", options->ca_file ? " with " : "",
			options->ca_file ? options->ca_file : "", text);
		return CLIENT_E_REFUSED;
	}
	for (;;) {
		int r;
		int n;

		ERR_clear_error();
		errno = 0;
		n = SSL_connect(link->tls);
		if (n == 1) {
			return 0;
		}
		r = link_wait_tls(link, n, deadline);
		if (r == -EPROTO) {
			explain_tls(link, why);
			return CLIENT_E_REFUSED;
		}
		if (r) {
			buf_appendf(why, "TLS failed: %s",
				r > 0 ? "the server closed the connection" : strerror(-r));
			return result_of(r);
		}
	}
}

int link_open(
	struct link *link, const struct link_options *options, uint64_t deadline, struct buf *why)
{
	char *host = str_dup_cstr(options->host);
	int r;

	*link = LINK_NULL;
	if (!host) {
		buf_append_cstr(why, "out of memory");
		return CLIENT_E_REFUSED;
	}
	r = options->unix_socket ? connect_unix(link, options->unix_socket, deadline, why)
				 : connect_tcp(link, host, options->port, deadline, why);
	if (r == 0 && options->tls) {
		r = start_tls(link, options, host, deadline, why);
	}
	free(host);
	return r;
}
