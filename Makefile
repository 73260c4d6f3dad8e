# SPDX-License-Identifier: AGPL-3.0-or-later
# A thin front for Meson and tools/test.
BUILD ?= build

all:
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD)
	@ninja -C $(BUILD)

check: all
	tools/test unit integration

lint:
	tools/test lint tidy

bench: all
	bench/run

install: all
	meson install -C $(BUILD)

clean:
	rm -rf build build-asan build-tsan build-lint build-fuzz

.PHONY: all check lint bench install clean
