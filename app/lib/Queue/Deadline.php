<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/** A moment on the monotonic clock until which something may last. */
final class Deadline {
	/** Shorter than this is no time at all: phpredis takes 0 for "for ever" */
	private const LEAST = 0.005;

	private readonly float $started;

	public function __construct(
		private readonly float $seconds,
	) {
		$this->started = hrtime(true) / 1e9;
	}

	/** What is left, in seconds; never below five milliseconds. */
	public function remaining(): float {
		return max(self::LEAST, $this->seconds - $this->elapsed());
	}

	public function hasPassed(): bool {
		return $this->elapsed() >= $this->seconds - self::LEAST;
	}

	/** What has gone by, in seconds. */
	public function elapsed(): float {
		return hrtime(true) / 1e9 - $this->started;
	}
}
