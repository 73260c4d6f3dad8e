<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * A WebSocket client over a PHP stream: just enough to be a real client of the push server.
 *
 * Every wait has a deadline. Handshake and frames are separate classes without sockets; what is
 * here is the connection: name, TCP or Unix socket, TLS, reading and writing without blocking.
 */
final class WebSocket {
	private Frames $frames;
	private bool $open = true;

	/**
	 * @param resource $stream
	 */
	private function __construct(
		private $stream,
		string $received,
	) {
		$this->frames = new Frames();
		$this->frames->feed($received);
	}

	/**
	 * @param string $url `ws://` or `wss://`
	 * @param string $caBundle path of the trusted certificates, '' for the system's
	 * @param float $timeout seconds for connecting and the handshake together
	 * @throws Failure whose reply tells what a proxy answered instead, where there was an answer
	 */
	public static function connect(string $url, Route $route, string $caBundle, float $timeout): self {
		$deadline = microtime(true) + $timeout;
		$parts = parse_url($url);
		if (!isset($parts['scheme'], $parts['host']) || !in_array($parts['scheme'], ['ws', 'wss'], true)) {
			throw new Failure(Failure::PROTOCOL, "\"$url\" is not the URL of a WebSocket");
		}
		$stream = self::open($parts, $route, $caBundle, $timeout);
		stream_set_blocking($stream, false);
		$host = $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '');
		$path = ($parts['path'] ?? '/') . (isset($parts['query']) ? '?' . $parts['query'] : '');
		$handshake = new Handshake();
		self::write($stream, $handshake->request($host, $path), $deadline);
		$received = '';
		while (($reply = Handshake::takeHead($received)) === null) {
			$received .= self::read($stream, $deadline)
				?? throw new Failure(Failure::TIMEOUT, 'no answer to the WebSocket handshake in time');
		}
		if ($reply->status !== 101) {
			$reply = self::withBody($stream, $reply, $received, $deadline);
		}
		$handshake->verify($reply);
		return new self($stream, $received);
	}

	public function send(string $text, float $timeout = 5.0): void {
		self::write($this->stream, Frames::encode(Frames::TEXT, $text), microtime(true) + $timeout);
	}

	/**
	 * The next text message. Pings are answered on the way.
	 *
	 * @return ?string null when nothing came within the time
	 * @throws Failure when the connection ended
	 */
	public function receive(float $timeout): ?string {
		$deadline = microtime(true) + $timeout;
		while (true) {
			while (($message = $this->frames->next()) !== null) {
				[$opcode, $payload] = $message;
				if ($opcode === Frames::TEXT) {
					return $payload;
				}
				$this->control($opcode, $payload, $deadline);
			}
			$bytes = self::read($this->stream, $deadline);
			if ($bytes === null) {
				return null;
			}
			$this->frames->feed($bytes);
		}
	}

	public function close(): void {
		if (!$this->open) {
			return;
		}
		$this->open = false;
		try {
			$frame = Frames::encode(Frames::CLOSE, pack('n', 1000));
			self::write($this->stream, $frame, microtime(true) + 0.5);
		} catch (Failure) {
			// The far end was faster.
		}
		fclose($this->stream);
	}

	private function control(int $opcode, string $payload, float $deadline): void {
		if ($opcode === Frames::PING) {
			self::write($this->stream, Frames::encode(Frames::PONG, $payload), $deadline);
		} elseif ($opcode === Frames::CLOSE) {
			$code = strlen($payload) >= 2 ? unpack('n', $payload)[1] : 1005;
			throw new Failure(Failure::PROTOCOL, "the server closed the connection with code $code");
		}
	}

	/**
	 * @return resource
	 */
	private static function open(array $parts, Route $route, string $caBundle, float $timeout) {
		$secure = $parts['scheme'] === 'wss';
		$host = $parts['host'];
		$address = $route->address ?? $host . ':' . ($parts['port'] ?? ($secure ? 443 : 80));
		$target = $route->socket !== null ? 'unix://' . $route->socket : 'tcp://' . $address;
		$warning = '';
		set_error_handler(function (int $level, string $text) use (&$warning): bool {
			$warning .= $text . ' ';
			return true;
		});
		try {
			$context = stream_context_create(['ssl' => array_filter([
				'peer_name' => trim($host, '[]'),
				'SNI_enabled' => true,
				'verify_peer' => $route->verify,
				'verify_peer_name' => $route->verify,
				'allow_self_signed' => !$route->verify,
				'cafile' => $caBundle,
			], fn ($value) => $value !== '')]);
			$stream = stream_socket_client($target, $code, $reason, $timeout, STREAM_CLIENT_CONNECT, $context);
			if ($stream === false) {
				throw self::connectFailure($code, $reason !== '' ? $reason : $warning, $warning);
			}
			stream_set_timeout($stream, (int)ceil($timeout));
			if ($secure && stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLS_CLIENT) !== true) {
				throw new Failure(Failure::TLS, trim($warning));
			}
			return $stream;
		} finally {
			restore_error_handler();
		}
	}

	private static function connectFailure(int $code, string $reason, string $warning): Failure {
		$kind = match (true) {
			str_contains($warning, 'getaddrinfo') => Failure::RESOLVE,
			str_contains($reason, 'timed out') => Failure::TIMEOUT,
			default => Failure::CONNECT,
		};
		return new Failure($kind, trim($reason));
	}

	/**
	 * @param resource $stream
	 */
	private static function write($stream, string $bytes, float $deadline): void {
		while ($bytes !== '') {
			$written = @fwrite($stream, $bytes);
			if ($written === false || (feof($stream) && $written === 0)) {
				throw new Failure(Failure::PROTOCOL, 'the connection was cut while writing');
			}
			$bytes = substr($bytes, $written);
			if ($bytes !== '' && !self::wait($stream, false, $deadline)) {
				throw new Failure(Failure::TIMEOUT, 'the far end does not read');
			}
		}
	}

	/**
	 * Read before waiting: TLS may hold bytes that select() does not see. But there may be bytes for ever.
	 *
	 * @param resource $stream
	 * @return ?string null at the deadline
	 */
	private static function read($stream, float $deadline): ?string {
		while (microtime(true) < $deadline) {
			$bytes = @fread($stream, 65536);
			if (is_string($bytes) && $bytes !== '') {
				return $bytes;
			}
			if ($bytes === false || feof($stream)) {
				throw new Failure(Failure::PROTOCOL, 'the connection was cut without a word');
			}
			if (!self::wait($stream, true, $deadline)) {
				return null;
			}
		}
		return null;
	}

	/**
	 * @param resource $stream
	 */
	private static function wait($stream, bool $toRead, float $deadline): bool {
		$left = $deadline - microtime(true);
		if ($left <= 0) {
			return false;
		}
		$read = $toRead ? [$stream] : null;
		$write = $toRead ? null : [$stream];
		$except = null;
		return (int)@stream_select($read, $write, $except, (int)$left, (int)(fmod($left, 1) * 1e6)) > 0;
	}

	/**
	 * What was answered in place of a WebSocket: its text often names the culprit.
	 *
	 * @param resource $stream
	 */
	private static function withBody($stream, HttpReply $reply, string $body, float $deadline): HttpReply {
		$deadline = min($deadline, microtime(true) + 0.5);
		try {
			while (strlen($body) < 4096 && ($bytes = self::read($stream, $deadline)) !== null) {
				$body .= $bytes;
			}
		} catch (Failure) {
			// The end of the connection is the end of the body.
		}
		return new HttpReply($reply->status, $reply->headers, substr($body, 0, 4096));
	}
}
