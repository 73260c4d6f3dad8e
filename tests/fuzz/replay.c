/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Runs a fuzz target over files, and over each of them cut short, without a fuzzer: so the corpus,
 * and whatever was once found, is tested in every build.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define MAX_FILE 1048576U

static int run_file(const char *folder, const char *name)
{
	static uint8_t data[MAX_FILE];
	char path[4096];
	size_t len;
	FILE *file;

	if (snprintf(path, sizeof(path), "%s/%s", folder, name) >= (int)sizeof(path)) {
		return -1;
	}
	file = fopen(path, "rb");
	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return -1;
	}
	len = fread(data, 1, sizeof(data), file);
	fclose(file);
	for (size_t cut = 0; cut <= len; cut += 1 + len / 64) {
		uint8_t *copy = malloc(cut ? cut : 1);

		if (!copy) {
			return -1;
		}
		memcpy(copy, data, cut);
		LLVMFuzzerTestOneInput(copy, cut);
		free(copy);
	}
	LLVMFuzzerTestOneInput(data, len);
	return 0;
}

int main(int argc, char **argv)
{
	const char *folder = argc == 2 ? argv[1] : ".";
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned count = 0;

	if (!dir) {
		fprintf(stderr, "%s: %s\n", folder, strerror(errno));
		return 1;
	}
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] != '.') {
			if (run_file(folder, entry->d_name) < 0) {
				return 1;
			}
			count++;
		}
	}
	closedir(dir);
	printf("1..1\n%s 1 - %u files of %s\n", count ? "ok" : "not ok", count, folder);
	return count ? 0 : 1;
}
