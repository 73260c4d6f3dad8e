<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

use OCA\NotifyPush\Queue\IQueue;
use OCA\NotifyPush\Queue\RedisQueue;

/**
 * Whether the push server lives.
 *
 * Ours keeps a key in Redis that dies a minute after its server. Other implementations of the protocol write no such
 * key, so that its absence means something only once it has been seen on this installation: the self-test records that.
 */
class Heartbeat {
	public const KEY = 'notify_push_heartbeat';

	/** How long Redis has to be away before the push server counts as dead for that reason, in seconds */
	private const REDIS_PATIENCE = 60;

	/** @var array{0: ?array, 1: int}|null what was last read, and when on the monotonic clock in ns */
	private ?array $last = null;

	public function __construct(
		private readonly IQueue $queue,
		private readonly AppSettings $settings,
	) {
	}

	/**
	 * What the push server last said about itself, while it lives.
	 *
	 * @return array{version?: string, protocol?: string, started?: int|string, connections?: int}|null
	 */
	public function read(): ?array {
		$text = $this->queue->get(self::KEY);
		$beat = is_string($text) ? json_decode($text, true) : null;
		return is_array($beat) ? $beat : null;
	}

	/** Remember whether this installation's push server writes heartbeats. */
	public function record(bool $seen): void {
		if ($this->settings->getBool(AppSettings::HEARTBEAT_SEEN) !== $seen) {
			$this->settings->setBool(AppSettings::HEARTBEAT_SEEN, $seen);
		}
	}

	/** Whether clients should be told to poll. False while in doubt. */
	public function isKnownDead(): bool {
		if (!$this->settings->getBool(AppSettings::HEARTBEAT_SEEN) || $this->recent() !== null) {
			return false;
		}
		$away = $this->queue instanceof RedisQueue ? $this->queue->secondsAway() : null;
		return $away === null || $away >= self::REDIS_PATIENCE;
	}

	/** Whether the push server can serve anonymous sessions: only one that writes heartbeats does. */
	public function announcesSessions(): bool {
		$beat = $this->recent();
		return $beat !== null && ($beat['sessions'] ?? true) !== false;
	}

	/** One page asks several times. */
	private function recent(): ?array {
		$now = hrtime(true);
		if ($this->last === null || $now - $this->last[1] > 1_000_000_000) {
			$this->last = [$this->read(), $now];
		}
		return $this->last[0];
	}
}
