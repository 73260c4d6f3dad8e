<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/** Asks the push server for its numbers: a message there, a key back. */
class MetricsQuery {
	private const KEY = 'notify_push_metrics';

	public function __construct(
		private readonly PushRedis $redis,
	) {
	}

	/**
	 * @param float $timeout in seconds; a server under load may need more than an instant
	 * @return ?array<string, mixed> null when no server answers
	 * @throws \Exception when Redis cannot be used
	 */
	public function ask(float $timeout): ?array {
		$this->redis->remove(self::KEY);
		if ($this->redis->publish('notify_query', 'metrics') === 0) {
			return null;
		}
		$numbers = json_decode($this->redis->await(self::KEY, $timeout) ?? '', true);
		return is_array($numbers) ? $numbers : null;
	}
}
