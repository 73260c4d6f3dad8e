/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The error numbers of MySQL, MariaDB and Connector/C, as ours. Private to src/store. */
#ifndef STORE_MYSQL_ERROR_H
#define STORE_MYSQL_ERROR_H

#include <mysql.h>

#include "base/buf.h"
#include "store/mysql_library.h"

/* What went wrong last: one of STORE_E_*, never 0; *why is replaced by the words for it. */
NODISCARD int mysql_error_classify(MYSQL *mysql, struct buf *why);

#endif
