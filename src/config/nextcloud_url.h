/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where Nextcloud is. */
#ifndef CONFIG_NEXTCLOUD_URL_H
#define CONFIG_NEXTCLOUD_URL_H

#include "config/loader.h"

/*
 * Checks TEXT and puts it into settings->nextcloud.url, with a '/' at the end. NULL, or what is
 * wrong with it: the end of a sentence ("… which …").
 */
const char *nextcloud_url_apply(struct loader *loader, const char *text);

#endif
