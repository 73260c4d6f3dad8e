<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCA\NotifyPush\Queue\IQueue;
use OCA\NotifyPush\Queue\RedisQueue;

/**
 * The Redis between Nextcloud and the push server, as the administrator's tools need it.
 *
 * The queue never tells anybody that something went wrong and never waits; this class does both. It uses the queue's
 * own connection, so what works here works there.
 */
class PushRedis {
	/** Longest wait for one answer of Redis, in seconds */
	private const READ_TIMEOUT = 1.0;

	public function __construct(
		private readonly IQueue $queue,
	) {
	}

	/** Whether config.php names a Redis at all. */
	public function isConfigured(): bool {
		return $this->queue instanceof RedisQueue;
	}

	/**
	 * Write, read and remove a value.
	 *
	 * @throws \Exception with the reason of the Redis client when that does not work
	 */
	public function probe(): void {
		$value = bin2hex(random_bytes(8));
		$key = 'notify_push_probe_' . $value;
		$this->store($key, $value, 10);
		$found = $this->fetch($key);
		$this->remove($key);
		if ($found !== $value) {
			throw new \RuntimeException('a value that was just written could not be read again');
		}
	}

	/**
	 * @return ?int how many push servers received it; null where Redis cannot tell (in a cluster, each node only knows
	 *              its own listeners)
	 * @throws \RedisException|\RedisClusterException
	 */
	public function publish(string $channel, mixed $message): ?int {
		$connection = $this->connection();
		$receivers = $connection->publish($this->name($channel), json_encode($message, JSON_THROW_ON_ERROR));
		return $connection instanceof \Redis && is_int($receivers) ? $receivers : null;
	}

	/** @param int $lifetime in seconds */
	public function store(string $key, string $value, int $lifetime): void {
		if (!$this->connection()->setex($this->name($key), $lifetime, $value)) {
			throw new \RuntimeException('Redis refuses to store a value');
		}
	}

	/**
	 * Store a value where there is none.
	 *
	 * @param int $lifetime in seconds
	 * @return bool whether there was none
	 */
	public function claim(string $key, string $value, int $lifetime): bool {
		return $this->connection()->set($this->name($key), $value, ['nx', 'ex' => $lifetime]) === true;
	}

	public function fetch(string $key): ?string {
		$value = $this->connection()->get($this->name($key));
		return is_string($value) ? $value : null;
	}

	public function remove(string $key): void {
		$this->connection()->del($this->name($key));
	}

	/**
	 * Wait until a key has a value.
	 *
	 * @param float $timeout in seconds
	 */
	public function await(string $key, float $timeout): ?string {
		$deadline = microtime(true) + $timeout;
		while (($value = $this->fetch($key)) === null && microtime(true) < $deadline) {
			usleep(10000);
		}
		return $value;
	}

	/**
	 * Ask the push server something: a message there, a key back, which is removed again.
	 *
	 * @param string $key where the answer comes
	 * @param float $timeout in seconds; a server under load may need more than an instant
	 * @param ?int $servers how many push servers were asked, where Redis can tell; one of them answers
	 * @return ?array<string, mixed> null when no server answers
	 */
	public function ask(string $question, string $key, float $timeout, ?int &$servers = null): ?array {
		$this->remove($key);
		$servers = $this->publish('notify_query', $question);
		if ($servers === 0) {
			return null;
		}
		$answer = json_decode($this->await($key, $timeout) ?? '', true);
		return is_array($answer) ? $answer : null;
	}

	private function connection(): \Redis|\RedisCluster {
		$connection = $this->queue()->getConnection();
		if ($connection instanceof \Redis) {
			$connection->setOption(\Redis::OPT_READ_TIMEOUT, self::READ_TIMEOUT);
		}
		return $connection;
	}

	private function name(string $key): string {
		return $this->queue()->name($key);
	}

	private function queue(): RedisQueue {
		return $this->queue instanceof RedisQueue
			? $this->queue
			: throw new \RuntimeException('Redis is not configured');
	}
}
