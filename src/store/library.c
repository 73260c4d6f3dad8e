/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See library.h. Nothing is ever unloaded: connections outlive whoever asked first. */
#include "store/library.h"

#include <dlfcn.h>

#include "store/store.h"

static int find_functions(const struct library *library, void *handle)
{
	for (size_t i = 0; library->names[i]; i++) {
		library->functions[i] = dlsym(handle, library->names[i]);
		if (!library->functions[i]) {
			return STORE_E_OTHER;
		}
	}
	return 0;
}

static int load(struct library *library, struct buf *why)
{
	void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);

	if (!handle || find_functions(library, handle) != 0) {
		const char *cause = dlerror();

		buf_appendf(why, "%s cannot be used (%s): is it installed? Debian's package is %s",
			library->whose, cause ? cause : library->file, library->package);
		if (handle) {
			dlclose(handle);
		}
		return STORE_E_OTHER;
	}
	if (library->set_up && library->set_up() != 0) {
		buf_appendf(why, "%s did not start (out of memory?)", library->whose);
		return STORE_E_OTHER;
	}
	return 0;
}

int library_load(struct library *library, struct buf *why)
{
	int r = 0;

	pthread_mutex_lock(&library->lock);
	if (!library->ready) {
		r = load(library, why);
		library->ready = r == 0;
	}
	pthread_mutex_unlock(&library->lock);
	return r;
}
