/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whom to trust when nobody says. Both client libraries want a file with all authorities; OpenSSL's
 * own default names one that Debian does not have, so the distributions' places are tried after it.
 */
#include <openssl/x509.h>
#include <unistd.h>

#include "store/backend.h"

const char *store_system_ca(void)
{
	const char *const places[] = {
		getenv(X509_get_default_cert_file_env()),
		X509_get_default_cert_file(),
		"/etc/ssl/certs/ca-certificates.crt", /* Debian, Arch, Alpine, Gentoo */
		"/etc/pki/tls/certs/ca-bundle.crt",   /* Fedora, RHEL */
		"/etc/ssl/ca-bundle.pem",             /* SUSE */
		"/etc/ssl/cert.pem",
	};

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		if (places[i] && access(places[i], R_OK) == 0) {
			return places[i];
		}
	}
	return NULL;
}
