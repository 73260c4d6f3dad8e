<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * A connection did not come about or broke. `kind` says at which step, because each step has
 * its own cure.
 */
final class Failure extends \RuntimeException {
	public const RESOLVE = 'resolve';
	public const CONNECT = 'connect';
	public const TLS = 'tls';
	public const TIMEOUT = 'timeout';
	public const PROTOCOL = 'protocol';

	/**
	 * @param ?HttpReply $reply what the server answered in place of what was expected
	 */
	public function __construct(
		public readonly string $kind,
		string $message,
		public readonly ?HttpReply $reply = null,
	) {
		parent::__construct($message);
	}
}
