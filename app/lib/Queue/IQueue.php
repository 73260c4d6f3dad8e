<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/**
 * The way to the push server. Other apps obtain it from the container by this name.
 *
 * No method ever throws and none makes its caller wait for longer than 100 ms: a push server or a
 * Redis that is away is no reason for a request of a user to fail or to slow down.
 */
interface IQueue {
	/**
	 * Publish a message at once.
	 *
	 * @param string $channel one of the channels of the protocol, e.g. `notify_custom`
	 * @param mixed $message anything that JSON can express; invalid UTF-8 in it is substituted
	 */
	public function push(string $channel, mixed $message): void;

	/**
	 * Store a value for the push server to read.
	 *
	 * @param string $key name of the value, without instance prefix
	 * @param mixed $value a string, or anything that Redis can store as one
	 */
	public function set(string $key, mixed $value): void;

	/**
	 * Read a value.
	 *
	 * @param string $key name of the value, without instance prefix
	 * @return mixed the value as a string; `null` or `false` when there is none
	 */
	public function get(string $key): mixed;
}
