/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See listener.h. No SO_REUSEPORT: a second daemon on the same port has to be noticed. */
#include "net/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG         4096
#define USER_TIMEOUT_MS 60000

static void set_inherited_options(int fd)
{
	int one = 1;
	int timeout = USER_TIMEOUT_MS;

	(void)!setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	(void)!setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof(timeout));
}

static int bind_and_listen(const struct sockaddr *address, socklen_t len, int *ret_fd)
{
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int one = 1;
	int zero = 0;
	int r;

	if (fd < 0) {
		return -errno;
	}
	(void)!setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (address->sa_family == AF_INET6) {
		/* "::" serves IPv4 too, whatever the system's default is. */
		(void)!setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof(zero));
	}
	set_inherited_options(fd);
	if (bind(fd, address, len) < 0 || listen(fd, BACKLOG) < 0) {
		r = -errno;
		close(fd);
		return r;
	}
	*ret_fd = fd;
	return 0;
}

static int try_v6(const struct in6_addr *ip, uint16_t port, int *ret_fd)
{
	struct sockaddr_in6 address = {
		.sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = *ip};

	return bind_and_listen((struct sockaddr *)&address, sizeof(address), ret_fd);
}

static int try_v4(const struct in_addr *ip, uint16_t port, int *ret_fd)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = *ip};

	return bind_and_listen((struct sockaddr *)&address, sizeof(address), ret_fd);
}

int listener_tcp(const char *bind_to, uint16_t port, int *ret_fd, struct buf *why)
{
	struct in6_addr v6 = in6addr_any;
	struct in_addr v4 = {htonl(INADDR_ANY)};
	int r;

	if (!bind_to) {
		r = try_v6(&v6, port, ret_fd);
		if (r == -EAFNOSUPPORT || r == -EADDRNOTAVAIL) {
			r = try_v4(&v4, port, ret_fd);
		}
	} else if (inet_pton(AF_INET6, bind_to, &v6) == 1) {
		r = try_v6(&v6, port, ret_fd);
	} else if (inet_pton(AF_INET, bind_to, &v4) == 1) {
		r = try_v4(&v4, port, ret_fd);
	} else {
		r = -EINVAL;
	}
	if (r < 0) {
		buf_appendf(why, "cannot listen on %s port %u: %s%s",
			bind_to ? bind_to : "::", port, strerror(-r),
			r == -EADDRINUSE ? "; is another notify_push running? (--port, --bind)"
			: r == -EACCES   ? "; ports below 1024 need privileges (--port)"
					 : "");
	}
	return r;
}

/*
 * Nobody is behind the socket file any more. Whatever else the kernel says (that its queue is full,
 * that it is of another type, that we may not connect), there is somebody whose file it is.
 */
static bool is_dead(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool dead;

	if (fd < 0) {
		return false;
	}
	dead = connect(fd, (const struct sockaddr *)address, sizeof(*address)) < 0 &&
	       (errno == ECONNREFUSED || errno == ENOENT);
	close(fd);
	return dead;
}

/* Removes a dead socket file. 0 when the path is free now. */
static int clear_path(const struct sockaddr_un *address, struct buf *why)
{
	struct stat st;

	if (lstat(address->sun_path, &st) < 0) {
		return 0;
	}
	if (!S_ISSOCK(st.st_mode)) {
		buf_appendf(why,
			"%s exists and is no socket; remove it or choose another --socket-path",
			address->sun_path);
		return -EEXIST;
	}
	if (!is_dead(address)) {
		buf_appendf(why, "another process is listening on %s", address->sun_path);
		return -EADDRINUSE;
	}
	(void)!unlink(address->sun_path);
	return 0;
}

static int find_ids(const struct listener_unix *options, uid_t *uid, gid_t *gid, struct buf *why)
{
	uint32_t number = 0;

	*uid = (uid_t)-1;
	*gid = (gid_t)-1;
	if (options->owner && str_to_u32(str_from_cstr(options->owner), &number)) {
		*uid = number;
	} else if (options->owner) {
		const struct passwd *entry = getpwnam(options->owner);

		if (!entry) {
			buf_appendf(why, "--socket-owner: there is no user '%s'", options->owner);
			return -ENOENT;
		}
		*uid = entry->pw_uid;
	}
	if (options->group && str_to_u32(str_from_cstr(options->group), &number)) {
		*gid = number;
	} else if (options->group) {
		const struct group *entry = getgrnam(options->group);

		if (!entry) {
			buf_appendf(why, "--socket-group: there is no group '%s'", options->group);
			return -ENOENT;
		}
		*gid = entry->gr_gid;
	}
	return 0;
}

int listener_unix(const struct listener_unix *options, int *ret_fd, struct buf *why)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	mode_t mask;
	uid_t uid;
	gid_t gid;
	int fd = -1;
	int r;

	if (strlen(options->path) >= sizeof(address.sun_path)) {
		buf_appendf(why, "--socket-path: '%s' is longer than %zu bytes", options->path,
			sizeof(address.sun_path) - 1);
		return -ENAMETOOLONG;
	}
	memcpy(address.sun_path, options->path, strlen(options->path) + 1);
	r = find_ids(options, &uid, &gid, why);
	if (r == 0) {
		r = clear_path(&address, why);
	}
	if (r < 0) {
		return r;
	}
	/* Nobody gets in between bind() and chmod(). */
	mask = umask(0177);
	r = bind_and_listen((struct sockaddr *)&address, sizeof(address), &fd);
	umask(mask);
	if (r < 0) {
		buf_appendf(why, "cannot listen on %s: %s", options->path, strerror(-r));
		return r;
	}
	if (((options->owner || options->group) && chown(options->path, uid, gid) < 0) ||
		chmod(options->path, options->permissions) < 0) {
		r = -errno;
		buf_appendf(why, "cannot set owner or permissions of %s: %s", options->path,
			strerror(errno));
		close(fd);
		(void)!unlink(options->path);
		return r;
	}
	*ret_fd = fd;
	return 0;
}

void listener_adopt(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags >= 0) {
		(void)!fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	}
	(void)!fcntl(fd, F_SETFD, FD_CLOEXEC);
	set_inherited_options(fd);
}

uint16_t listener_port(int fd)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);

	memset(&address, 0, sizeof(address));
	if (getsockname(fd, (struct sockaddr *)&address, &len) < 0) {
		return 0;
	}
	if (address.ss_family == AF_INET6) {
		return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
	}
	return address.ss_family == AF_INET ? ntohs(((struct sockaddr_in *)&address)->sin_port) : 0;
}
