<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/**
 * Opens connections to the Redis of the push server.
 *
 * The server's own factory is not used for it: its connections have no time limit unless the administrator sets one,
 * it falls back to a local Redis where none is configured, and it knows nothing of `notify_push_redis`.
 */
class RedisConnector {
	public function __construct(
		private readonly RedisSettings $settings,
	) {
	}

	public function settings(): RedisSettings {
		return $this->settings;
	}

	/**
	 * @param Deadline $deadline when connecting and logging in have to be over
	 * @throws \RedisException|\RedisClusterException
	 */
	public function connect(Deadline $deadline): \Redis|\RedisCluster {
		return $this->settings->isCluster() ? $this->openCluster($deadline) : $this->openSingle($deadline);
	}

	private function openSingle(Deadline $deadline): \Redis {
		$to = $this->settings;
		$redis = new \Redis();
		$open = $to->persistent ? 'pconnect' : 'connect';
		// What failed is in the exception; a warning besides would only fill the log with every request.
		$done = @$redis->$open(
			$to->host,
			$to->port,
			$deadline->remaining(),
			$to->persistent ? $this->keptAs() : null,
			0,
			$deadline->remaining(),
			$to->tls === [] ? [] : ['stream' => $to->tls],
		);
		if (!$done) {
			throw new \RedisException('no connection');
		}
		$this->forbidRetries($redis);
		$this->logIn($redis, $deadline);
		return $redis;
	}

	/** A kept connection is logged in already: only who would log in the same way may find it. */
	private function keptAs(): string {
		$to = $this->settings;
		return 'notify_push.' . hash('sha256', serialize([$to->auth, $to->database, $to->tls]));
	}

	private function logIn(\Redis $redis, Deadline $deadline): void {
		$redis->setOption(\Redis::OPT_READ_TIMEOUT, $deadline->remaining());
		if ($this->settings->auth !== null && !@$redis->auth($this->settings->auth)) {
			throw new \RedisException('user name or password refused');
		}
		$redis->setOption(\Redis::OPT_READ_TIMEOUT, $deadline->remaining());
		if ($this->settings->database !== 0 && !@$redis->select($this->settings->database)) {
			throw new \RedisException('no database ' . $this->settings->database);
		}
	}

	/** By default phpredis tries a lost connection ten times again, each time for as long as the time limit. */
	private function forbidRetries(\Redis $redis): void {
		if (defined(\Redis::class . '::OPT_MAX_RETRIES')) {
			$redis->setOption(\Redis::OPT_MAX_RETRIES, 0);
		}
	}

	private function openCluster(Deadline $deadline): \RedisCluster {
		$to = $this->settings;
		$seeds = $to->seeds;
		shuffle($seeds);
		$each = max(0.02, $deadline->remaining() / count($seeds));
		$parameters = [null, $seeds, $each, $deadline->remaining(), $to->persistent, $to->auth];
		if ($to->tls !== []) {
			$parameters[] = $to->tls;
		}
		return @new \RedisCluster(...$parameters);
	}
}
