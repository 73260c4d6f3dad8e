<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCA\NotifyPush\SelfTest\Net\Route;

/**
 * Where the push server listens: an address and a port, or a Unix socket.
 */
final class Listen {
	public const DEFAULT_PORT = 7867;
	public const DEFAULT_SOCKET = '/run/notify_push/notify_push.sock';

	private function __construct(
		public readonly ?string $host,
		public readonly ?int $port,
		public readonly ?string $socket,
	) {
	}

	public static function tcp(string $host = '127.0.0.1', int $port = self::DEFAULT_PORT): self {
		return new self(trim($host, '[]'), $port, null);
	}

	public static function unix(string $path = self::DEFAULT_SOCKET): self {
		return new self(null, null, $path);
	}

	/**
	 * @param string $text a port, `host:port`, `[v6]:port`, or the path of a socket
	 * @throws \InvalidArgumentException
	 */
	public static function fromString(string $text): self {
		if (str_starts_with($text, '/')) {
			// 107 bytes is what sun_path holds; spaces and quotes would need escaping everywhere.
			if (strlen($text) > 107 || preg_match('#^[\w/.@:+-]+$#D', $text) !== 1) {
				throw new \InvalidArgumentException("\"$text\" cannot be the path of a socket");
			}
			return self::unix($text);
		}
		if (preg_match('/^(?:(\[[0-9a-f:.]+\]|[\w.-]+):)?(\d{1,5})$/iD', $text, $match) !== 1
			|| (int)$match[2] < 1 || (int)$match[2] > 65535) {
			throw new \InvalidArgumentException("\"$text\" is neither a port, nor HOST:PORT, nor the path of a socket");
		}
		return self::tcp($match[1] !== '' ? $match[1] : '127.0.0.1', (int)$match[2]);
	}

	public function isUnix(): bool {
		return $this->socket !== null;
	}

	/**
	 * `127.0.0.1:7867`, `[::1]:7867`, or the path.
	 */
	public function toString(): string {
		if ($this->socket !== null) {
			return $this->socket;
		}
		return (str_contains((string)$this->host, ':') ? "[{$this->host}]" : $this->host) . ':' . $this->port;
	}

	/** Where others on this machine reach it: what listens on all addresses listens on the loopback one, too. */
	public function target(): string {
		return match ($this->host) {
			'0.0.0.0' => self::tcp('127.0.0.1', (int)$this->port)->toString(),
			'::' => self::tcp('::1', (int)$this->port)->toString(),
			default => $this->toString(),
		};
	}

	public function url(): string {
		return $this->isUnix() ? 'http://localhost' : 'http://' . $this->target();
	}

	/** Straight there: an outgoing proxy knows nothing of places within the house. */
	public function route(): Route {
		return $this->socket !== null ? Route::socket($this->socket) : Route::via($this->target());
	}
}
