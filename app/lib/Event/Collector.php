<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Event;

use OCA\NotifyPush\Queue\IBatchQueue;
use Psr\Log\LoggerInterface;

/**
 * Gathers what a request changes, and publishes it without repeats.
 *
 * One upload changes the cache four or five times, mostly at the same places, and what it changes is complete only when
 * the request is. So a request's events wait for its end.
 *
 * A process of the command line may live for months, and sleep for hours after an event (watching an SMB share, say);
 * PHP has no timer that could end a wait there. So its events go out at once, and only a repeat within a tenth of a
 * second is dropped: the push server holds an event for at least that long, so that the first one speaks for both.
 */
class Collector {
	/** A request that changes more than this publishes in between, so that memory stays bounded */
	private const MOST_WAITING = 1000;
	private const REPEAT_NS = 90_000_000;

	/** @var array<string, array{string, array<string, mixed>}> channel and message, by their identity */
	private array $waiting = [];
	/** @var array<string, StorageChange> by their identity */
	private array $changes = [];
	/** @var array<string, int> when something was last published, by its identity; for long-lived processes */
	private array $published = [];
	private bool $isEndAwaited = false;

	/** @param bool $isLongLived whether the end of this process is too far away to wait for */
	public function __construct(
		private readonly IBatchQueue $queue,
		private readonly Ancestors $ancestors,
		private readonly LoggerInterface $logger,
		private readonly bool $isLongLived,
	) {
	}

	/** @param array<string, mixed> $message */
	public function add(string $channel, array $message): void {
		$identity = $channel . serialize($message);
		if (isset($this->waiting[$identity]) || $this->isRepeat($identity)) {
			return;
		}
		$this->waiting[$identity] = [$channel, $message];
		$this->settle();
	}

	/** The user's files look different from now on, and it is not known where. */
	public function addShareUpdate(string $userId): void {
		$this->add('notify_user_share_created', ['user' => $userId]);
	}

	public function addStorageChange(StorageChange $change): void {
		$identity = $change->identity();
		if (isset($this->changes[$identity]) || $this->isRepeat($identity)) {
			return;
		}
		$this->changes[$identity] = $change;
		$this->settle();
	}

	/** Publish what has been gathered. Never throws. */
	public function flush(): void {
		[$waiting, $changes] = [$this->waiting, $this->changes];
		$this->waiting = $this->changes = [];
		try {
			$messages = array_values($waiting);
			foreach ($this->withAncestors($changes) as $change) {
				$messages[] = ['notify_storage_update', $change->message()];
			}
			$this->queue->pushMany($messages);
		} catch (\Throwable $e) {
			$this->complain('Changes could not be published', $e);
		}
	}

	/**
	 * @param array<string, StorageChange> $changes
	 * @return array<string, StorageChange>
	 */
	private function withAncestors(array $changes): array {
		try {
			foreach ($this->ancestors->of($changes) as $identity => $change) {
				if (!isset($changes[$identity]) && !$this->isRepeat($identity)) {
					$changes[$identity] = $change;
				}
			}
		} catch (\Throwable $e) {
			// Most clients do without, and so does everything else that waits.
			$this->complain('The folders above a change could not be looked up', $e);
		}
		return $changes;
	}

	private function complain(string $what, \Throwable $why): void {
		$this->logger->error($what . ': ' . $why->getMessage(), ['app' => 'notify_push', 'exception' => $why]);
	}

	private function settle(): void {
		if ($this->isLongLived || count($this->waiting) + count($this->changes) >= self::MOST_WAITING) {
			$this->flush();
		} elseif (!$this->isEndAwaited) {
			$this->isEndAwaited = true;
			register_shutdown_function(function (): void {
				$this->isEndAwaited = false;
				$this->flush();
			});
		}
	}

	private function isRepeat(string $identity): bool {
		if (!$this->isLongLived) {
			return false;
		}
		$now = hrtime(true);
		if (isset($this->published[$identity]) && $now - $this->published[$identity] < self::REPEAT_NS) {
			return true;
		}
		if (count($this->published) >= self::MOST_WAITING) {
			$this->published = array_filter($this->published, fn (int $at) => $now - $at < self::REPEAT_NS);
		}
		$this->published[$identity] = $now;
		return false;
	}
}
