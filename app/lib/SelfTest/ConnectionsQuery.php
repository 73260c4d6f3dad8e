<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * Asks the push server who is connected.
 *
 * With several push servers, one of them answers, for its own connections. Only servers since 1.4.100 know the
 * question.
 */
class ConnectionsQuery {
	private const KEY = 'notify_push_connections';

	/** How many push servers the last question went to, where Redis can tell */
	private ?int $servers = null;

	public function __construct(
		private readonly PushRedis $redis,
	) {
	}

	/**
	 * @param float $timeout in seconds
	 * @return ?array{active_connection_count: int, active_user_count: int, users: list<array{user: string, connections: int}>}
	 *         the users with the most connections; null when no server answers
	 * @throws \Exception when Redis cannot be used
	 */
	public function all(float $timeout): ?array {
		$answer = $this->redis->ask('connections', self::KEY, $timeout, $this->servers);
		return isset($answer['users']) ? $answer : null;
	}

	/** Whether others have connections of their own, of which nothing is known here. */
	public function areThereOthers(): bool {
		return $this->servers > 1;
	}

	/**
	 * @return ?int how many connections the user has; null when no server answers
	 * @throws \Exception when Redis cannot be used
	 */
	public function of(string $user, float $timeout): ?int {
		$deadline = microtime(true) + $timeout;
		do {
			$answer = $this->redis->ask("connections $user", self::KEY, max(0.0, $deadline - microtime(true)), $this->servers);
			// Somebody else may have asked for somebody else at the same moment.
		} while ($answer !== null && ($answer['user'] ?? null) !== $user && microtime(true) < $deadline);
		return $answer !== null && ($answer['user'] ?? null) === $user ? (int)$answer['connections'] : null;
	}
}
