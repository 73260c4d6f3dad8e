<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/** Asks the push server for its numbers. */
class MetricsQuery {
	public function __construct(
		private readonly PushRedis $redis,
	) {
	}

	/**
	 * @param float $timeout in seconds
	 * @return ?array<string, mixed> null when no server answers
	 * @throws \Exception when Redis cannot be used
	 */
	public function ask(float $timeout): ?array {
		return $this->redis->ask('metrics', 'notify_push_metrics', $timeout);
	}
}
