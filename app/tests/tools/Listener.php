<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

/** Hears everything that is published, over Redis' protocol itself: phpredis would block in a subscription. */
final class Listener {
	/** @var resource */
	private $stream;

	public function __construct(string $socket, array|string|null $auth = null) {
		$this->stream = stream_socket_client('unix://' . $socket);
		stream_set_timeout($this->stream, 5);
		if ($auth !== null) {
			$this->send('AUTH', ...(array)$auth);
			fgets($this->stream);
		}
		$this->send('PSUBSCRIBE', '*');
		$this->reply();
	}

	/**
	 * @param int $count how many messages to wait for; what came beyond them within 50 ms is added
	 * @return list<array{string, string}> channel and payload
	 */
	public function heard(int $count): array {
		$heard = [];
		while (count($heard) < $count || $this->isReadable()) {
			$message = $this->reply();
			$heard[] = [$message[2] ?? '', $message[3] ?? ''];
		}
		return $heard;
	}

	private function isReadable(): bool {
		[$read, $none] = [[$this->stream], null];
		return stream_get_meta_data($this->stream)['unread_bytes'] > 0 || stream_select($read, $none, $none, 0, 50_000) > 0;
	}

	private function send(string ...$words): void {
		$text = '*' . count($words) . "\r\n";
		foreach ($words as $word) {
			$text .= '$' . strlen($word) . "\r\n" . $word . "\r\n";
		}
		fwrite($this->stream, $text);
	}

	private function reply(): mixed {
		$line = fgets($this->stream);
		if ($line === false) {
			throw new \RuntimeException('nothing was heard in five seconds');
		}
		$rest = substr($line, 1, -2);
		if ($line[0] === '*') {
			return array_map(fn () => $this->reply(), range(1, (int)$rest));
		}
		return $line[0] === '$' ? substr(stream_get_contents($this->stream, (int)$rest + 2), 0, -2) : $rest;
	}
}
