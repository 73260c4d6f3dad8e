<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * WebSocket frames as a client sees them (RFC 6455 §5): bytes in, messages out, no socket.
 */
final class Frames {
	public const TEXT = 1;
	public const BINARY = 2;
	public const CLOSE = 8;
	public const PING = 9;
	public const PONG = 10;

	public const MESSAGE_LIMIT = 2 * 1024 * 1024;

	private string $received = '';
	private string $message = '';
	private ?int $messageOpcode = null;

	/**
	 * A whole message as one masked frame.
	 *
	 * @param ?string $mask 4 random bytes; only a test has a reason to give them
	 */
	public static function encode(int $opcode, string $payload, ?string $mask = null): string {
		$mask ??= random_bytes(4);
		$length = strlen($payload);
		$head = chr(0x80 | $opcode) . match (true) {
			$length < 126 => chr(0x80 | $length),
			$length < 65536 => chr(0x80 | 126) . pack('n', $length),
			default => chr(0x80 | 127) . pack('J', $length),
		};
		$pad = str_repeat($mask, intdiv($length, 4) + 1);
		return $head . $mask . ($payload ^ substr($pad, 0, $length));
	}

	public function feed(string $bytes): void {
		$this->received .= $bytes;
	}

	/**
	 * @return ?array{int, string} opcode and payload of the next complete message or control
	 *                             frame; null when more bytes are needed
	 * @throws Failure when the server breaks the protocol
	 */
	public function next(): ?array {
		while (($frame = $this->takeFrame()) !== null) {
			[$final, $opcode, $payload] = $frame;
			if ($opcode >= self::CLOSE) {
				return [$opcode, $payload];
			}
			$this->append($opcode, $payload);
			if ($final) {
				return $this->finish();
			}
		}
		return null;
	}

	/**
	 * @return ?array{bool, int, string}
	 */
	private function takeFrame(): ?array {
		if (strlen($this->received) < 2) {
			return null;
		}
		$first = ord($this->received[0]);
		$second = ord($this->received[1]);
		self::checkHead($first, $second);
		$length = $second & 0x7f;
		$start = 2 + match ($length) {
			126 => 2,
			127 => 8,
			default => 0,
		};
		if (strlen($this->received) < $start) {
			return null;
		}
		if ($start > 2) {
			$field = substr($this->received, 2, $start - 2);
			$length = unpack($start === 4 ? 'n' : 'J', $field)[1];
		}
		if ($length < 0 || $length + strlen($this->message) > self::MESSAGE_LIMIT) {
			throw new Failure(Failure::PROTOCOL, 'a message of the server is too long');
		}
		if (strlen($this->received) < $start + $length) {
			return null;
		}
		$payload = substr($this->received, $start, $length);
		$this->received = substr($this->received, $start + $length);
		return [($first & 0x80) !== 0, $first & 0x0f, $payload];
	}

	private static function checkHead(int $first, int $second): void {
		$opcode = $first & 0x0f;
		$wrong = match (true) {
			($first & 0x70) !== 0 => 'a frame has reserved bits set',
			!in_array($opcode, [0, self::TEXT, self::BINARY, self::CLOSE, self::PING, self::PONG], true)
				=> 'a frame has an unknown opcode',
			($second & 0x80) !== 0 => 'a frame of the server is masked',
			$opcode >= self::CLOSE && ($first & 0x80) === 0 => 'a control frame is fragmented',
			$opcode >= self::CLOSE && ($second & 0x7f) > 125 => 'a control frame is too long',
			default => null,
		};
		if ($wrong !== null) {
			throw new Failure(Failure::PROTOCOL, $wrong);
		}
	}

	private function append(int $opcode, string $payload): void {
		if (($opcode === 0) !== ($this->messageOpcode !== null)) {
			throw new Failure(Failure::PROTOCOL, 'a fragment has no message, or a message interrupts another one');
		}
		$this->messageOpcode ??= $opcode;
		$this->message .= $payload;
	}

	/**
	 * @return array{int, string}
	 */
	private function finish(): array {
		$message = [(int)$this->messageOpcode, $this->message];
		$this->messageOpcode = null;
		$this->message = '';
		if ($message[0] === self::TEXT && preg_match('//u', $message[1]) !== 1) {
			throw new Failure(Failure::PROTOCOL, 'a text message is not valid UTF-8');
		}
		return $message;
	}
}
