/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From what was said where to what counts. */
#ifndef CONFIG_CHOOSE_H
#define CONFIG_CHOOSE_H

#include "config/loader.h"

/* Reads the .env file into the loader's environment. 0 or -ENOMEM; other troubles are warnings. */
NODISCARD int choose_load_dotenv(struct loader *loader);

/* Lets the environment speak where the command line did not. */
void choose_environment(struct loader *loader);

/* Runs the setter of every option that somebody set. 0, or what settings_load() returns. */
NODISCARD int choose_apply(struct loader *loader);

#endif
