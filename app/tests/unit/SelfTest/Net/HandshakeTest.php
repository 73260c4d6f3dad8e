<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\Handshake;
use PHPUnit\Framework\TestCase;

class HandshakeTest extends TestCase {
	/** The example of RFC 6455 §1.3 */
	private const NONCE = 'the sample nonce';
	private const GOOD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n"
		. "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

	public function testAsksAsTheStandardSays(): void {
		$request = (new Handshake(self::NONCE))->request('cloud.example.com', '/push/ws');
		self::assertStringStartsWith("GET /push/ws HTTP/1.1\r\nHost: cloud.example.com\r\n", $request);
		self::assertStringContainsString("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", $request);
		self::assertStringContainsString("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", $request);
		self::assertStringContainsString("\r\nSec-WebSocket-Version: 13\r\n", $request);
		self::assertStringEndsWith("\r\n\r\n", $request);
	}

	public function testAcceptsTheAnswerThatFitsItsKey(): void {
		$received = self::GOOD . "\x81\x02hi";
		$reply = Handshake::takeHead($received);
		(new Handshake(self::NONCE))->verify($reply);
		self::assertSame("\x81\x02hi", $received);
	}

	public function testWaitsForTheWholeHeadWhereverItIsCut(): void {
		for ($split = 0; $split < strlen(self::GOOD); $split++) {
			$received = substr(self::GOOD, 0, $split);
			self::assertNull(Handshake::takeHead($received));
			$received .= substr(self::GOOD, $split);
			self::assertSame(101, Handshake::takeHead($received)->status);
		}
	}

	/** @dataProvider wrongAnswers */
	public function testRefusesEveryOtherAnswer(string $from, string $to, string $reason): void {
		$received = str_replace($from, $to, self::GOOD);
		$reply = Handshake::takeHead($received);
		try {
			(new Handshake(self::NONCE))->verify($reply);
			self::fail('accepted');
		} catch (Failure $e) {
			self::assertStringContainsString($reason, $e->getMessage());
			self::assertSame($reply, $e->reply);
		}
	}

	public static function wrongAnswers(): array {
		return [
			['101 Switching Protocols', '400 Bad Request', 'HTTP 400'],
			['Upgrade: WebSocket', 'Upgrade: h2c', 'no header "Upgrade: websocket"'],
			['keep-alive, upgrade', 'keep-alive', 'no header "Connection: Upgrade"'],
			['s3pPLM', 'S3pPLM', 'Sec-WebSocket-Accept'],
			['Upgrade: W', "Sec-WebSocket-Extensions: permessage-deflate\r\nUpgrade: W", 'extension'],
			['Upgrade: W', "Sec-WebSocket-Protocol: chat\r\nUpgrade: W", 'subprotocol'],
		];
	}

	public function testRefusesWhatIsNoHttp(): void {
		$received = "SSH-2.0-OpenSSH_9.2\r\n\r\n";
		$this->expectException(Failure::class);
		Handshake::takeHead($received);
	}

	public function testRefusesAHeadWithoutEnd(): void {
		$received = str_repeat('a', Handshake::HEAD_LIMIT);
		self::assertNull(Handshake::takeHead($received));
		$received .= 'a';
		$this->expectException(Failure::class);
		Handshake::takeHead($received);
	}
}
