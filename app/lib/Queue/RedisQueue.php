<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

use Psr\Log\LoggerInterface;

/**
 * The queue over Redis' publish and subscribe.
 *
 * Connects when it is first needed. Whatever goes wrong stays in here: all of a call (connecting, logging in, retrying
 * once where a kept connection turned out to be dead, publishing) shares one budget of time, and after an expensive
 * failure nobody tries again for a moment (see Outage).
 *
 * Events that could not be published are not kept. Instead the push server is asked, with the first command that works
 * again, to tell every client to look for himself (see Missed).
 */
class RedisQueue implements IBatchQueue {
	/** What one call may cost while Redis is away, in seconds */
	private const BUDGET = 0.06;
	/** A custom message with a larger body would cut some clients off, so that the push server refuses it */
	private const LARGEST_BODY = 1024 * 1024;
	private const PIPELINE = 250;
	/** What a client notices when he looks for himself; to ask for that makes up for nothing else */
	private const EVENTS = [
		'notify_storage_update',
		'notify_group_membership_update',
		'notify_user_share_created',
		'notify_activity',
		'notify_notification',
	];
	private const JSON = JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR
		| JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;

	private \Redis|\RedisCluster|null $connection = null;

	public function __construct(
		private readonly RedisConnector $connector,
		private readonly Outage $outage,
		private readonly Missed $missed,
		private readonly LoggerInterface $logger,
	) {
	}

	public function push(string $channel, mixed $message): void {
		$this->pushMany([[$channel, $message]]);
	}

	public function pushMany(iterable $messages): void {
		$batch = [];
		$hasEvents = false;
		foreach ($messages as [$channel, $message]) {
			$payload = $this->encode($channel, $message);
			if ($payload === null) {
				continue;
			}
			$batch[] = [$this->name($channel), $payload];
			$hasEvents = $hasEvents || in_array($channel, self::EVENTS, true);
			if (count($batch) === self::PIPELINE) {
				if (!$this->publish($batch, $hasEvents)) {
					return;
				}
				$batch = [];
			}
		}
		if ($batch !== []) {
			$this->publish($batch, $hasEvents);
		}
	}

	public function set(string $key, mixed $value): void {
		$this->attempt(fn (\Redis|\RedisCluster $redis) => $redis->set($this->name($key), $value));
	}

	public function setFor(string $key, mixed $value, int $ttl): void {
		$this->attempt(fn (\Redis|\RedisCluster $redis) => $redis->setex($this->name($key), $ttl, $value));
	}

	public function get(string $key): mixed {
		return $this->attempt(fn (\Redis|\RedisCluster $redis) => $redis->get($this->name($key)));
	}

	public function delete(string $key): void {
		$this->attempt(fn (\Redis|\RedisCluster $redis) => $redis->del($this->name($key)));
	}

	/**
	 * The connection itself; unlike everything else here it throws when there is none to be had.
	 *
	 * Channels and keys have to be named through name().
	 *
	 * @throws \RedisException|\RedisClusterException
	 */
	public function getConnection(): \Redis|\RedisCluster {
		return $this->connection ??= $this->connector->connect(new Deadline(self::BUDGET));
	}

	/** The name of a channel or key on the wire: with the prefix of this instance in front. */
	public function name(string $key): string {
		return $this->connector->settings()->prefix . $key;
	}

	/** For how long Redis has been away, in seconds; null when it is there. */
	public function secondsAway(): ?int {
		$since = $this->outage->since();
		return $since === null ? null : max(0, time() - $since);
	}

	/** @param non-empty-list<array{string, string}> $batch pairs of channel and payload */
	private function publish(array $batch, bool $hasEvents): bool {
		$isDone = $this->attempt(function (\Redis|\RedisCluster $redis) use ($batch): bool {
			if ($redis instanceof \RedisCluster || count($batch) === 1) {
				$answers = array_map(fn (array $pair): mixed => $redis->publish(...$pair), $batch);
			} else {
				$pipeline = $redis->multi(\Redis::PIPELINE);
				foreach ($batch as [$channel, $payload]) {
					$pipeline->publish($channel, $payload);
				}
				$answers = $pipeline->exec();
			}
			$this->assertTaken($redis, $answers);
			return true;
		}) === true;
		if (!$isDone && $hasEvents) {
			$this->missed->note();
		}
		return $isDone;
	}

	/** Some refusals are answers like others to phpredis ("max number of clients reached", say). */
	private function assertTaken(\Redis|\RedisCluster $redis, mixed $answers): void {
		if (!is_array($answers) || in_array(false, $answers, true)) {
			throw new \RedisException($redis->getLastError() ?? 'a message was not taken');
		}
	}

	/**
	 * @param callable(\Redis|\RedisCluster): mixed $command
	 * @return mixed what the command returns; null after a failure
	 */
	private function attempt(callable $command): mixed {
		if ($this->outage->isHeld()) {
			return null;
		}
		$deadline = new Deadline(self::BUDGET);
		while (true) {
			$isFresh = $this->connection === null;
			try {
				$this->connection ??= $this->connector->connect($deadline);
				$this->limit($this->connection, $deadline);
				$result = $command($this->connection);
				$this->outage->over();
				break;
			} catch (\Throwable $e) {
				$this->drop();
				if ($isFresh || $deadline->hasPassed()) {
					$where = $this->connector->settings()->describe();
					$this->outage->failed($where . ': ' . trim($e->getMessage()), $deadline->elapsed());
					return null;
				}
			}
		}
		if ($this->missed->claim()) {
			$this->missed->settle($this->askToCatchUp($this->connection, $deadline));
		}
		return $result;
	}

	/** Whether Redis took it; otherwise the next command that works asks again. */
	private function askToCatchUp(\Redis|\RedisCluster $redis, Deadline $deadline): bool {
		try {
			$this->limit($redis, $deadline);
			$this->assertTaken($redis, [$redis->publish($this->name('notify_signal'), '"catch_up"')]);
			return true;
		} catch (\Throwable) {
			$this->drop();
			return false;
		}
	}

	private function limit(\Redis|\RedisCluster $redis, Deadline $deadline): void {
		if ($redis instanceof \Redis) {
			$redis->setOption(\Redis::OPT_READ_TIMEOUT, $deadline->remaining());
		}
	}

	/** A connection that failed may still hold half an answer: nobody may read that later. */
	private function drop(): void {
		try {
			@$this->connection?->close();
		} catch (\Throwable) {
		}
		$this->connection = null;
	}

	private function encode(string $channel, mixed $message): ?string {
		try {
			$payload = json_encode($message, self::JSON);
		} catch (\Throwable $e) {
			$this->logger->error('Message for ' . $channel . ' refused: ' . $e->getMessage(), ['app' => 'notify_push']);
			return null;
		}
		if ($payload === false || !$this->isBodyAcceptable($channel, $message, $payload)) {
			return null;
		}
		return $payload;
	}

	private function isBodyAcceptable(string $channel, mixed $message, string $payload): bool {
		if ($channel !== 'notify_custom' || strlen($payload) <= self::LARGEST_BODY || !is_array($message)) {
			return true;
		}
		$size = strlen((string)json_encode($message['body'] ?? null, self::JSON));
		if ($size <= self::LARGEST_BODY) {
			return true;
		}
		$name = is_scalar($message['message'] ?? null) ? substr((string)$message['message'], 0, 100) : '?';
		$this->logger->error(
			"Custom message $name refused: its body has $size bytes, and some clients lose their connection over more than 1 MiB.",
			['app' => 'notify_push'],
		);
		return false;
	}
}
