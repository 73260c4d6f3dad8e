/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "config/files.h"

static void a_file_is_read_whole_and_up_to_the_limit(void **state)
{
	const char *path = write_file("a", STR_LIT("12345"));
	struct buf out = BUF_NULL;
	struct stat status;

	(void)state;
	assert_int_equal(file_read(path, 5, &out, &status), 0);
	assert_text(buf_str(&out), "12345");
	assert_int_equal(status.st_size, 5);
	assert_int_equal(file_read(path, 4, &out, NULL), -EFBIG);
	path = write_file("empty", STR_NULL);
	buf_clear(&out);
	assert_int_equal(file_read(path, 5, &out, NULL), 0);
	assert_int_equal(out.len, 0);
	buf_deinit(&out);
}

static void only_regular_files_are_read_and_nothing_blocks(void **state)
{
	char path[256];
	struct buf out = BUF_NULL;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/fifo", temp_folder());
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(file_read(path, 100, &out, NULL), -ENOTSUP);
	assert_int_equal(file_read("/dev/zero", 100, &out, NULL), -ENOTSUP);
	assert_int_equal(file_read(temp_folder(), 100, &out, NULL), -ENOTSUP);
	assert_int_equal(file_read("/nonexistent/x", 100, &out, NULL), -ENOENT);
	/* Has size 0 for stat, but not for read. */
	assert_int_equal(file_read("/proc/self/status", 10, &out, NULL), -EFBIG);
	buf_deinit(&out);
}

struct writer {
	char path[256];
	int fd;
};

static void *finish_writing(void *data)
{
	struct writer *writer = data;
	const struct timespec pause = {.tv_nsec = 150L * 1000 * 1000};

	nanosleep(&pause, NULL);
	assert_int_equal(write(writer->fd, "done", 4), 4);
	close(writer->fd);
	return NULL;
}

static void a_writer_with_a_lock_is_waited_for(void **state)
{
	struct writer writer;
	struct buf out = BUF_NULL;
	pthread_t thread;

	(void)state;
	(void)snprintf(writer.path, sizeof(writer.path), "%s", write_file("locked", STR_NULL));
	writer.fd = open(writer.path, O_WRONLY | O_TRUNC);
	assert_int_equal(flock(writer.fd, LOCK_EX), 0);
	assert_int_equal(pthread_create(&thread, NULL, finish_writing, &writer), 0);
	assert_int_equal(file_read_locked(writer.path, 100, 5000, &out, NULL), 0);
	assert_text(buf_str(&out), "done");
	pthread_join(thread, NULL);
	buf_deinit(&out);
}

static void a_lock_that_stays_does_not_stop_us(void **state)
{
	const char *path = write_file("stuck", STR_LIT("text"));
	int fd = open(path, O_RDONLY);
	struct buf out = BUF_NULL;

	(void)state;
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(file_read_locked(path, 100, 60, &out, NULL), 0);
	assert_text(buf_str(&out), "text");
	close(fd);
	buf_deinit(&out);
}

static void fragments_come_in_natural_order_without_dot_files(void **state)
{
	static const char *const names[] = {"a10.config.php", "a2.config.php", ".b.config.php",
		"Z.config.php", "config.php", "x.config.php.bak", "redis.config.php"};
	static const char *const expected[] = {
		"Z.config.php", "a2.config.php", "a10.config.php", "redis.config.php"};
	struct arena arena = {0};
	char path[256];
	const char **paths;
	size_t count;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		write_file(names[i], STR_LIT("<?php"));
	}
	(void)snprintf(path, sizeof(path), "%s/config.php", temp_folder());
	assert_int_equal(files_find_fragments(path, &arena, &paths, &count), 0);
	assert_int_equal(count, ARRAY_SIZE(expected));
	for (size_t i = 0; i < count; i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", temp_folder(), expected[i]);
		assert_string_equal(paths[i], path);
	}
	arena_deinit(&arena);
}

static void a_bare_name_means_the_working_directory(void **state)
{
	char *before = getcwd(NULL, 0);
	struct arena arena = {0};
	const char **paths;
	size_t count;

	(void)state;
	write_file("a2.config.php", STR_LIT("<?php"));
	assert_int_equal(chdir(temp_folder()), 0);
	assert_int_equal(files_find_fragments("config.php", &arena, &paths, &count), 0);
	assert_true(count >= 1);
	assert_memory_equal(paths[0], "./", 2);
	assert_int_equal(chdir(before), 0);
	free(before);
	arena_deinit(&arena);
	assert_int_equal(
		files_find_fragments("/nonexistent/config.php", &arena, &paths, &count), -ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_whole_and_up_to_the_limit),
		cmocka_unit_test(only_regular_files_are_read_and_nothing_blocks),
		cmocka_unit_test(a_writer_with_a_lock_is_waited_for),
		cmocka_unit_test(a_lock_that_stays_does_not_stop_us),
		cmocka_unit_test(fragments_come_in_natural_order_without_dot_files),
		cmocka_unit_test(a_bare_name_means_the_working_directory),
	};

	return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
