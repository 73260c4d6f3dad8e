<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use OCA\NotifyPush\Queue\IBatchQueue;

/** A queue to look at. */
final class RecordingQueue implements IBatchQueue {
	/** @var list<array{string, mixed}> channel and message, in order */
	public array $pushed = [];
	/** @var array<string, mixed> */
	public array $values = [];
	/** How many round trips there were */
	public int $batches = 0;

	public function push(string $channel, mixed $message): void {
		$this->pushMany([[$channel, $message]]);
	}

	public function pushMany(iterable $messages): void {
		$this->batches++;
		foreach ($messages as $message) {
			$this->pushed[] = $message;
		}
	}

	public function set(string $key, mixed $value): void {
		$this->values[$key] = $value;
	}

	public function setFor(string $key, mixed $value, int $ttl): void {
		$this->values[$key] = $value;
	}

	public function get(string $key): mixed {
		return $this->values[$key] ?? false;
	}

	public function delete(string $key): void {
		unset($this->values[$key]);
	}
}
