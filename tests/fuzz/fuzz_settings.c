/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The small languages of the settings: .env, dbhost, database and Redis URLs, sources that are
 * shown with their secrets masked. The first byte chooses. Laws: spans are in order and inside;
 * what was taken apart lies inside of the text; memory is freed.
 */
#include "fuzz.h"

#include "config/dbhost.h"
#include "config/dburl.h"
#include "config/dotenv.h"
#include "config/loader.h"
#include "config/natsort.h"
#include "config/redisurl.h"
#include "config/secret.h"
#include "config/snippet.h"

static void check_source(struct str source)
{
	struct buf packed = BUF_NULL;
	struct buf out = BUF_NULL;
	const struct secret_span *spans;
	size_t at = 0;

	secret_scan(source, &packed);
	spans = (const struct secret_span *)(const void *)packed.ptr;
	for (size_t i = 0; i < packed.len / sizeof(*spans); i++) {
		REQUIRE(spans[i].start >= at && spans[i].end > spans[i].start);
		REQUIRE(spans[i].end <= source.len);
		at = spans[i].end;
	}
	for (uint32_t line = 1; line < 4; line++) {
		snippet_append(&out, &(struct snippet){
					     .path = STR_LIT("x"),
					     .source = source,
					     .line = line,
					     .column = (uint32_t)source.len / 2 + 1,
				     });
	}
	buf_deinit(&packed);
	buf_deinit(&out);
}

static void check_dotenv(struct str text)
{
	struct arena arena = ARENA_INIT(0);
	struct env env;
	uint32_t line;

	if (env_init(&env, NULL, &arena) == 0) {
		REQUIRE(dotenv_parse(text, &env, &arena, &line) == 0);
		for (size_t i = 0; i < env.count; i++) {
			REQUIRE(strchr(env.entries[i], '=') > env.entries[i]);
		}
	}
	arena_deinit(&arena);
}

static void check_dbhost(struct str text)
{
	struct dbhost place;

	if (dbhost_split(text, &place) == 0) {
		REQUIRE(place.host.len == 0 ||
			(place.host.ptr >= text.ptr &&
				place.host.ptr + place.host.len <= text.ptr + text.len));
		REQUIRE(place.socket.len == 0 || place.socket.ptr[0] == '/');
	}
	REQUIRE(natsort_compare(text, text) == 0);
}

static void check_url(struct str text, bool is_redis)
{
	const struct origin origin = {.kind = ORIGIN_ENV, .name = "URL"};
	struct settings settings = {0};
	struct buf error = BUF_NULL;
	struct loader loader = {.settings = &settings, .error = &error};
	char *url = str_dup_cstr(text);
	int r;

	if (!url) {
		return;
	}
	r = is_redis ? redisurl_apply(&loader, &(const char *){url}, 1, &origin)
		     : dburl_apply(&loader, url, &origin);
	REQUIRE((r == 0) == (error.len == 0));
	REQUIRE(r != 0 || !is_redis || settings.redis.node_count > 0);
	arena_deinit(&settings.arena);
	buf_deinit(&error);
	free(url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make(data + (size ? 1 : 0), size ? size - 1 : 0);

	if (size == 0) {
		return 0;
	}
	switch (data[0]) {
	case 's':
		check_source(text);
		break;
	case 'e':
		check_dotenv(text);
		break;
	case 'h':
		check_dbhost(text);
		break;
	case 'd':
		check_url(text, false);
		break;
	case 'r':
		check_url(text, true);
		break;
	default:
		break;
	}
	return 0;
}
