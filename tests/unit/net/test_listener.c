/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose socket file may be taken over: nobody's but a dead one's. */
#include "../base/support.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "net/listener.h"

static char folder[64];
static struct sockaddr_un address;

static int setup(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof(folder), "/tmp/notify_push-listener-XXXXXX");
	assert_non_null(mkdtemp(folder));
	address = (struct sockaddr_un){.sun_family = AF_UNIX};
	(void)snprintf(address.sun_path, sizeof(address.sun_path), "%s/sock", folder);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	(void)unlink(address.sun_path);
	assert_int_equal(rmdir(folder), 0);
	return 0;
}

static int bind_one(int type)
{
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

static ino_t inode(void)
{
	struct stat st;

	assert_int_equal(lstat(address.sun_path, &st), 0);
	return st.st_ino;
}

/* 0 when we listen there now (and no more after this), else what was wrong. */
static int try(void)
{
	struct listener_unix options = {.path = address.sun_path, .permissions = 0600};
	struct buf why = BUF_NULL;
	int fd;
	int r = listener_unix(&options, &fd, &why);

	if (r == 0) {
		close(fd);
	} else {
		assert_true(str_find(buf_str(&why), str_from_cstr(address.sun_path)) >= 0);
	}
	buf_deinit(&why);
	return r;
}

static void a_dead_one_is_replaced(void **state)
{
	(void)state;
	close(bind_one(SOCK_STREAM));
	assert_int_equal(try(), 0);
	assert_int_equal(try(), 0); /* our own, which is closed */
}

static void a_live_one_stays(void **state)
{
	int fd = bind_one(SOCK_STREAM);
	ino_t live = inode();

	(void)state;
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(try(), -EADDRINUSE);
	assert_int_equal(inode(), live);
	close(fd);
}

static void a_live_one_that_we_cannot_connect_to_stays(void **state)
{
	static const int types[] = {SOCK_DGRAM, SOCK_SEQPACKET};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		int fd = bind_one(types[i]);
		ino_t live = inode();

		assert_int_equal(try(), -EADDRINUSE);
		assert_int_equal(inode(), live);
		close(fd);
		assert_int_equal(unlink(address.sun_path), 0);
	}
}

static void what_is_no_socket_stays(void **state)
{
	FILE *file = fopen(address.sun_path, "we");

	(void)state;
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(try(), -EEXIST);
	assert_int_equal(access(address.sun_path, F_OK), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dead_one_is_replaced),
		TEST(a_live_one_stays),
		TEST(a_live_one_that_we_cannot_connect_to_stays),
		TEST(what_is_no_socket_stays),
	};

	return cmocka_run_group_tests_name("listener", tests, NULL, NULL);
}
