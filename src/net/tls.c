/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See tls.h. One context a connection: outbound connections are few and last long, so what it costs
 * to read the files again is nothing beside a handshake, and no reload logic is needed.
 */
#include "net/tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* A key with a passphrase must fail, not ask on the terminal. The type is OpenSSL's. */
/* NOLINTNEXTLINE(readability-non-const-parameter) */
static int no_passphrase(char *to, int size, int for_writing, void *context)
{
	(void)to;
	(void)size;
	(void)for_writing;
	(void)context;
	return 0;
}

/* The innermost reason of what OpenSSL complained about last; empties its queue. */
static const char *library_reason(void)
{
	unsigned long code = ERR_peek_last_error();
	const char *text;

	if (ERR_SYSTEM_ERROR(ERR_peek_error())) {
		code = ERR_peek_error();
		text = strerror(ERR_GET_REASON(code));
	} else {
		text = code ? ERR_reason_error_string(code) : NULL;
	}
	ERR_clear_error();
	return text ? text : "unknown reason";
}

static int trust(SSL_CTX *context, const struct tls_options *options, struct buf *error)
{
	if (!options->ca && !options->ca_directory) {
		if (SSL_CTX_set_default_verify_paths(context) != 1) {
			buf_appendf(error, "TLS: cannot use the system's authorities: %s",
				library_reason());
			return -EINVAL;
		}
		return 0;
	}
	if (options->ca && SSL_CTX_load_verify_file(context, options->ca) != 1) {
		buf_appendf(error, "TLS: cannot use the authorities in %s: %s", options->ca,
			library_reason());
		return -EINVAL;
	}
	if (options->ca_directory && SSL_CTX_load_verify_dir(context, options->ca_directory) != 1) {
		buf_appendf(error, "TLS: cannot use the authorities in %s: %s",
			options->ca_directory, library_reason());
		return -EINVAL;
	}
	return 0;
}

static int show(SSL_CTX *context, const struct tls_options *options, struct buf *error)
{
	if (!options->cert || !options->key) {
		return 0;
	}
	if (SSL_CTX_use_certificate_chain_file(context, options->cert) != 1) {
		buf_appendf(error, "TLS: cannot use the client certificate %s: %s", options->cert,
			library_reason());
		return -EINVAL;
	}
	if (SSL_CTX_use_PrivateKey_file(context, options->key, SSL_FILETYPE_PEM) != 1) {
		buf_appendf(error, "TLS: cannot use the client key %s: %s", options->key,
			library_reason());
		return -EINVAL;
	}
	return 0;
}

static SSL_CTX *new_context(const struct tls_options *options, struct buf *error)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());

	if (!context) {
		buf_appendf(error, "TLS: %s", library_reason());
		return NULL;
	}
	SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
	SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE |
					  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
					  SSL_MODE_RELEASE_BUFFERS);
	/* Redis just closes; its messages have a length of their own. */
	SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
	SSL_CTX_set_default_passwd_cb(context, no_passphrase);
	SSL_CTX_set_verify(context, options->verify_peer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
	if ((options->verify_peer && trust(context, options, error) < 0) ||
		show(context, options, error) < 0) {
		SSL_CTX_free(context);
		return NULL;
	}
	return context;
}

static bool is_address(const char *name)
{
	unsigned char bytes[16];

	return inet_pton(AF_INET, name, bytes) == 1 || inet_pton(AF_INET6, name, bytes) == 1;
}

static bool expect(SSL *ssl, const struct tls_options *options, const char *name)
{
	bool check = options->verify_peer && options->verify_hostname;

	if (is_address(name)) {
		return !check || X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name) == 1;
	}
	if (SSL_set_tlsext_host_name(ssl, name) != 1) {
		return false;
	}
	SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	return !check || SSL_set1_host(ssl, name) == 1;
}

int tls_client_new(
	const struct tls_options *options, const char *host, SSL **ret_ssl, struct buf *error)
{
	SSL_CTX *context = new_context(options, error);
	SSL *ssl;

	if (!context) {
		return -EINVAL;
	}
	ssl = SSL_new(context);
	SSL_CTX_free(context);
	if (!ssl || !expect(ssl, options, options->peer_name ? options->peer_name : host)) {
		buf_appendf(error, "TLS: %s", library_reason());
		SSL_free(ssl);
		return -EINVAL;
	}
	SSL_set_connect_state(ssl);
	*ret_ssl = ssl;
	return 0;
}

SSL *tls_free(SSL *ssl)
{
	SSL_free(ssl);
	return NULL;
}

void tls_describe_failure(SSL *ssl, int result, struct buf *error, bool *ret_is_verification)
{
	long verified = SSL_get_verify_result(ssl);
	int saved_errno = errno;
	int kind = SSL_get_error(ssl, result);
	unsigned long code = ERR_peek_last_error();

	*ret_is_verification = kind == SSL_ERROR_SSL && verified != X509_V_OK &&
			       ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED;
	if (*ret_is_verification) {
		buf_appendf(error, "TLS: the server's certificate is not accepted: %s",
			X509_verify_cert_error_string(verified));
	} else if (kind == SSL_ERROR_SSL && ERR_GET_REASON(code) == SSL_R_WRONG_VERSION_NUMBER) {
		buf_append_cstr(error, "TLS: the server does not speak TLS on this port");
	} else if (kind == SSL_ERROR_SSL) {
		buf_appendf(error, "TLS: %s", library_reason());
	} else if (kind == SSL_ERROR_SYSCALL && saved_errno != 0) {
		buf_append_cstr(error, strerror(saved_errno));
	} else {
		buf_append_cstr(error, "the connection was closed by the server");
	}
	ERR_clear_error();
}
