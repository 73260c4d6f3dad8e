/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The wheel against a plain list of deadlines as the model. */
#include "../base/support.h"

#include "net/wheel.h"

#define TIMERS 400U

struct probe {
	struct timer timer;
	struct wheel *wheel;
	uint64_t due;
	uint64_t fired_at;
	unsigned fired;
	bool armed;
};

static void on_fire(struct timer *timer)
{
	struct probe *probe = container_of(timer, struct probe, timer);

	probe->fired++;
	probe->fired_at = probe->wheel->now_ms;
	probe->armed = false;
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 4;
}

/* Delays of every size, from "now" to far beyond the second-highest level. */
static uint64_t random_delay(uint32_t *state)
{
	return (uint64_t)next_random(state) >> (next_random(state) % 28);
}

static void timers_fire_in_their_millisecond(void **state)
{
	static struct probe probes[TIMERS];
	static struct wheel wheel;
	uint32_t random = 3;

	(void)state;
	wheel_init(&wheel, 123456789);
	for (unsigned i = 0; i < TIMERS; i++) {
		timer_init(&probes[i].timer, on_fire);
		probes[i].wheel = &wheel;
	}
	for (int step = 0; step < 20000; step++) {
		struct probe *probe = &probes[next_random(&random) % TIMERS];
		uint64_t to = wheel.now_ms + random_delay(&random) % 5000;
		uint64_t first = WHEEL_NEVER;

		if (probe->armed && next_random(&random) % 4 == 0) {
			wheel_stop(&wheel, &probe->timer);
			probe->armed = false;
		} else {
			probe->due = wheel.now_ms + 1 + random_delay(&random);
			probe->armed = true;
			wheel_start(&wheel, &probe->timer, probe->due);
		}
		for (unsigned i = 0; i < TIMERS; i++) {
			first = probes[i].armed ? MIN_OF(first, probes[i].due) : first;
		}
		assert_true(wheel_next(&wheel) <= first);
		if (first == WHEEL_NEVER) {
			assert_true(wheel_next(&wheel) == WHEEL_NEVER);
		}
		wheel_advance(&wheel, to);
		for (unsigned i = 0; i < TIMERS; i++) {
			struct probe *other = &probes[i];

			assert_false(other->armed && other->due <= to);
			if (other->fired) {
				assert_true(other->fired_at == other->due && other->fired == 1);
				other->fired = 0;
			}
		}
	}
}

static void sleeping_until_the_next_deadline_wakes_seldom(void **state)
{
	struct wheel wheel;
	struct probe probe = {.wheel = &wheel};
	unsigned wakes = 0;

	(void)state;
	wheel_init(&wheel, 1000);
	timer_init(&probe.timer, on_fire);
	wheel_start(&wheel, &probe.timer, 1000 + 30000);
	while (!probe.fired) {
		wheel_advance(&wheel, wheel_next(&wheel));
		wakes++;
	}
	assert_int_equal(probe.fired_at, 31000);
	assert_int_equal(wakes, 1);
	assert_true(wheel_next(&wheel) == WHEEL_NEVER);
}

static void a_deadline_in_the_past_fires_at_the_next_advance(void **state)
{
	struct wheel wheel;
	struct probe probe = {.wheel = &wheel};

	(void)state;
	wheel_init(&wheel, 1000);
	timer_init(&probe.timer, on_fire);
	wheel_start(&wheel, &probe.timer, 10);
	assert_int_equal(wheel_next(&wheel), 1000);
	wheel_advance(&wheel, 1000);
	assert_int_equal(probe.fired, 1);
	wheel_start(&wheel, &probe.timer, 10);
	wheel_stop(&wheel, &probe.timer);
	wheel_stop(&wheel, &probe.timer);
	wheel_advance(&wheel, 2000);
	assert_int_equal(probe.fired, 1);
}

static void on_restart(struct timer *timer)
{
	struct probe *probe = container_of(timer, struct probe, timer);

	if (++probe->fired < 5) {
		wheel_start(probe->wheel, timer, probe->wheel->now_ms); /* "now", again */
	}
}

static void a_timer_that_restarts_itself_cannot_spin(void **state)
{
	struct wheel wheel;
	struct probe probe = {.wheel = &wheel};

	(void)state;
	wheel_init(&wheel, 0);
	timer_init(&probe.timer, on_restart);
	wheel_start(&wheel, &probe.timer, 0);
	wheel_advance(&wheel, 0);
	assert_int_equal(probe.fired, 1);
	wheel_advance(&wheel, 0);
	assert_int_equal(probe.fired, 2);
}

static struct probe *victim;

static void on_kill(struct timer *timer)
{
	struct probe *probe = container_of(timer, struct probe, timer);

	probe->fired++;
	wheel_stop(probe->wheel, &victim->timer);
}

static void a_callback_may_stop_another_that_is_due_as_well(void **state)
{
	struct wheel wheel;
	struct probe first = {.wheel = &wheel};
	struct probe second = {.wheel = &wheel};

	(void)state;
	wheel_init(&wheel, 0);
	timer_init(&first.timer, on_kill);
	timer_init(&second.timer, on_fire);
	victim = &second;
	wheel_start(&wheel, &first.timer, 5);
	wheel_start(&wheel, &second.timer, 5);
	wheel_advance(&wheel, 10);
	assert_int_equal(first.fired, 1);
	assert_int_equal(second.fired, 0);
}

static void beyond_the_horizon_a_timer_is_carried_on(void **state)
{
	static struct wheel wheel;
	struct probe probe = {.wheel = &wheel};
	uint64_t due = (UINT64_C(1) << 32) + 12345;

	(void)state;
	wheel_init(&wheel, 7);
	timer_init(&probe.timer, on_fire);
	wheel_start(&wheel, &probe.timer, due);
	while (!probe.fired && wheel.now_ms <= due) {
		wheel_advance(&wheel, wheel_next(&wheel));
	}
	assert_int_equal(probe.fired_at, due);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timers_fire_in_their_millisecond),
		cmocka_unit_test(sleeping_until_the_next_deadline_wakes_seldom),
		cmocka_unit_test(a_deadline_in_the_past_fires_at_the_next_advance),
		cmocka_unit_test(a_timer_that_restarts_itself_cannot_spin),
		cmocka_unit_test(a_callback_may_stop_another_that_is_due_as_well),
		cmocka_unit_test(beyond_the_horizon_a_timer_is_carried_on),
	};

	return cmocka_run_group_tests_name("wheel", tests, NULL, NULL);
}
