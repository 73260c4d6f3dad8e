<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/** The queue of an instance without Redis: it forgets everything. Other apps recognise it by its class name. */
class NullQueue implements IBatchQueue {
	public function push(string $channel, mixed $message): void {
	}

	public function pushMany(iterable $messages): void {
	}

	public function set(string $key, mixed $value): void {
	}

	public function setFor(string $key, mixed $value, int $ttl): void {
	}

	public function get(string $key): mixed {
		return null;
	}

	public function delete(string $key): void {
	}
}
