<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCA\NotifyPush\Queue\IQueue;
use OCA\NotifyPush\Queue\RedisQueue;
use OCP\IConfig;

/**
 * The Redis between Nextcloud and the push server, as the administrator's tools need it.
 *
 * Unlike the queue, which never tells anybody that something went wrong, this class does; it also
 * stores keys that expire, waits for keys and knows who listens.
 */
class PushRedis {
	public function __construct(
		private IQueue $queue,
		private IConfig $config,
	) {
	}

	/**
	 * Whether config.php names a Redis at all.
	 */
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

	public function publish(string $channel, mixed $message): void {
		$this->queue->push($channel, $message);
	}

	/**
	 * @param int $lifetime seconds
	 */
	public function store(string $key, string $value, int $lifetime): void {
		$this->connection()->setex($this->prefixed($key), $lifetime, $value);
	}

	public function fetch(string $key): ?string {
		$value = $this->connection()->get($this->prefixed($key));
		return is_scalar($value) && $value !== false ? (string)$value : null;
	}

	public function remove(string $key): void {
		$this->connection()->del($this->prefixed($key));
	}

	/**
	 * Wait until a key has a value.
	 *
	 * @param float $timeout seconds
	 */
	public function await(string $key, float $timeout): ?string {
		$deadline = microtime(true) + $timeout;
		while (($value = $this->fetch($key)) === null && microtime(true) < $deadline) {
			usleep(10000);
		}
		return $value;
	}

	/**
	 * How many push servers listen to a channel; null where Redis cannot tell (cluster: each node
	 * only knows its own listeners).
	 */
	public function listeners(string $channel): ?int {
		$connection = $this->connection();
		if (!$connection instanceof \Redis) {
			return null;
		}
		$channel = $this->prefixed($channel);
		$answer = $connection->pubsub('numsub', [$channel]);
		return is_array($answer) && isset($answer[$channel]) ? (int)$answer[$channel] : null;
	}

	private function connection(): \Redis|\RedisCluster {
		if (!$this->queue instanceof RedisQueue) {
			throw new \RuntimeException('Redis is not configured');
		}
		return $this->queue->getConnection();
	}

	private function prefixed(string $key): string {
		return $this->config->getSystemValueString('notify_push_prefix', '') . $key;
	}
}
