<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/** What the app itself needs beyond the surface that other apps use. The promises of IQueue hold here too. */
interface IBatchQueue extends IQueue {
	/**
	 * Publish many messages in few round trips, in the given order.
	 *
	 * @param iterable<array{string, mixed}> $messages pairs of channel and message
	 */
	public function pushMany(iterable $messages): void;

	/**
	 * Store a value that disappears by itself.
	 *
	 * @param string $key name of the value, without instance prefix
	 * @param int $ttl its life in seconds
	 */
	public function setFor(string $key, mixed $value, int $ttl): void;

	/** Remove a value. */
	public function delete(string $key): void;
}
