<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * The client's half of the opening handshake (RFC 6455 §4.1), without any socket.
 */
final class Handshake {
	private const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
	public const HEAD_LIMIT = 16384;

	private string $key;

	/**
	 * @param ?string $nonce 16 random bytes; only a test has a reason to give them
	 */
	public function __construct(?string $nonce = null) {
		$this->key = base64_encode($nonce ?? random_bytes(16));
	}

	/**
	 * @param string $host with the port where it is not the default one
	 * @param string $path with the query
	 */
	public function request(string $host, string $path): string {
		return "GET $path HTTP/1.1\r\n"
			. "Host: $host\r\n"
			. "Upgrade: websocket\r\n"
			. "Connection: Upgrade\r\n"
			. "Sec-WebSocket-Version: 13\r\n"
			. "Sec-WebSocket-Key: {$this->key}\r\n"
			. "User-Agent: Nextcloud Client Push self-test\r\n\r\n";
	}

	/**
	 * Take the head of the answer out of what was received so far.
	 *
	 * @param string $received loses the head when it is complete; frames may follow it
	 * @return ?HttpReply null while the head is incomplete
	 * @throws Failure when it is no HTTP or too long
	 */
	public static function takeHead(string &$received): ?HttpReply {
		$end = strpos($received, "\r\n\r\n");
		if ($end === false || $end > self::HEAD_LIMIT) {
			if (strlen($received) > self::HEAD_LIMIT) {
				throw new Failure(Failure::PROTOCOL, 'the head of the answer is too long');
			}
			return null;
		}
		$lines = explode("\r\n", substr($received, 0, $end));
		$received = substr($received, $end + 4);
		if (preg_match('#^HTTP/1\.[01] (\d{3})(?: |$)#', (string)array_shift($lines), $match) !== 1) {
			throw new Failure(Failure::PROTOCOL, 'the answer is not HTTP/1.1');
		}
		$headers = [];
		foreach ($lines as $line) {
			[$name, $value] = explode(':', $line, 2) + [1 => ''];
			$name = strtolower($name);
			$headers[$name] = isset($headers[$name]) ? $headers[$name] . ', ' . trim($value) : trim($value);
		}
		return new HttpReply((int)$match[1], $headers, '');
	}

	/**
	 * Judge the head of the answer.
	 *
	 * @throws Failure that carries the reply and says what is wrong with it
	 */
	public function verify(HttpReply $reply): void {
		$wrong = match (true) {
			$reply->status !== 101 => "the answer is HTTP {$reply->status} instead of 101",
			strcasecmp($reply->header('upgrade'), 'websocket') !== 0 => 'the answer has no header "Upgrade: websocket"',
			!self::lists($reply->header('connection'), 'upgrade') => 'the answer has no header "Connection: Upgrade"',
			!hash_equals($this->accept(), $reply->header('sec-websocket-accept'))
				=> 'Sec-WebSocket-Accept does not match the key that was sent',
			$reply->header('sec-websocket-extensions') !== '' => 'an extension is used that nobody asked for',
			$reply->header('sec-websocket-protocol') !== '' => 'a subprotocol is used that nobody asked for',
			default => null,
		};
		if ($wrong !== null) {
			throw new Failure(Failure::PROTOCOL, $wrong, $reply);
		}
	}

	private function accept(): string {
		return base64_encode(sha1($this->key . self::GUID, true));
	}

	private static function lists(string $header, string $token): bool {
		return in_array($token, array_map('trim', explode(',', strtolower($header))), true);
	}
}
