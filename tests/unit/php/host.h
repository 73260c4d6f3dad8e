/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The real environment and file system as a php_host, for tests and tools. */
#ifndef TESTS_UNIT_PHP_HOST_H
#define TESTS_UNIT_PHP_HOST_H

#include "php/php.h"

/* Environment, files, host name and clock of this process; the server root is /srv/nextcloud. */
struct php_host test_host(void);

/* Reads a file whole, as file_read() of php_host does. */
int test_read_file(void *data, struct str path, size_t limit, struct buf *out);

#endif
