<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * How to reach the host of a URL: as its name says, at another address, or through a Unix socket.
 *
 * URL, Host header and TLS name always stay those of the URL. A route is therefore the way out
 * when the public name of a server cannot be reached from the server itself.
 */
final class Route {
	private function __construct(
		public readonly ?string $address,
		public readonly ?string $socket,
		public readonly bool $verify,
	) {
	}

	public static function direct(): self {
		return new self(null, null, true);
	}

	/**
	 * @param string $address `host:port` or `[v6]:port`
	 */
	public static function via(string $address): self {
		if (preg_match('/^(\[[0-9a-f:.]+\]|[^\s:\/\[\]]+):(\d{1,5})$/iD', $address) !== 1) {
			throw new \InvalidArgumentException("\"$address\" is not of the form HOST:PORT");
		}
		return new self($address, null, true);
	}

	public static function socket(string $path): self {
		return new self(null, $path, true);
	}

	/**
	 * The same way, taking any certificate.
	 */
	public function unverified(): self {
		return new self($this->address, $this->socket, false);
	}
}
