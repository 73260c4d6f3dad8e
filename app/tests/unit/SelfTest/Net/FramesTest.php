<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\Frames;
use PHPUnit\Framework\TestCase;

class FramesTest extends TestCase {
	public function testMasksAsTheStandardShows(): void {
		// RFC 6455 §5.7: a single-frame masked text message "Hello".
		self::assertSame('818537fa213d7f9f4d5158', bin2hex(Frames::encode(Frames::TEXT, 'Hello', "\x37\xfa\x21\x3d")));
	}

	/** @dataProvider lengths */
	public function testWritesEachLengthInItsShortestForm(int $length, string $head): void {
		$frame = Frames::encode(Frames::TEXT, str_repeat('a', $length), "\0\0\0\0");
		self::assertSame($head . '00000000', bin2hex(substr($frame, 0, strlen($frame) - $length)));
		self::assertSame(str_repeat('a', $length), substr($frame, strlen($frame) - $length));
	}

	public static function lengths(): array {
		return [
			[0, '8180'], [1, '8181'], [125, '81fd'], [126, '81fe007e'], [65535, '81feffff'],
			[65536, '81ff0000000000010000'],
		];
	}

	public function testMasksWithAMaskOfItsOwnEachTime(): void {
		self::assertNotSame(Frames::encode(Frames::TEXT, 'Hello'), Frames::encode(Frames::TEXT, 'Hello'));
	}

	public function testReadsTheExamplesOfTheStandard(): void {
		$frames = new Frames();
		$frames->feed("\x81\x05Hello" . "\x01\x03Hel" . "\x80\x02lo" . "\x89\x05Hello" . "\x82\x7e\x01\x00" . str_repeat('b', 256));
		self::assertSame([Frames::TEXT, 'Hello'], $frames->next());
		self::assertSame([Frames::TEXT, 'Hello'], $frames->next());
		self::assertSame([Frames::PING, 'Hello'], $frames->next());
		self::assertSame([Frames::BINARY, str_repeat('b', 256)], $frames->next());
		self::assertNull($frames->next());
	}

	private const STREAM = "\x01\x02he" . "\x89\x01!" . "\x00\x00" . "\x80\x03llo" . "\x8a\x00" . "\x81\x7e\x00\x7e";

	private function stream(): string {
		return self::STREAM . str_repeat('x', 126) . "\x88\x02\x03\xe8";
	}

	private const MESSAGES = [
		[Frames::PING, '!'], [Frames::TEXT, 'hello'], [Frames::PONG, ''], [Frames::TEXT, 'x126'], [Frames::CLOSE, "\x03\xe8"],
	];

	/** @return list<array{int, string}> */
	private function drain(Frames $frames): array {
		$messages = [];
		while (($message = $frames->next()) !== null) {
			$messages[] = strlen($message[1]) === 126 ? [$message[0], 'x126'] : $message;
		}
		return $messages;
	}

	public function testReadsTheSameByteByByteAndInEverySplit(): void {
		$stream = $this->stream();
		$frames = new Frames();
		$messages = [];
		foreach (str_split($stream) as $byte) {
			$frames->feed($byte);
			$messages = [...$messages, ...$this->drain($frames)];
		}
		self::assertSame(self::MESSAGES, $messages);

		for ($split = 0; $split <= strlen($stream); $split++) {
			$frames = new Frames();
			$frames->feed(substr($stream, 0, $split));
			$messages = $this->drain($frames);
			$frames->feed(substr($stream, $split));
			self::assertSame(self::MESSAGES, [...$messages, ...$this->drain($frames)], "split at $split");
		}
	}

	/** @dataProvider violations */
	public function testRefusesWhatBreaksTheProtocol(string $bytes, string $reason): void {
		$frames = new Frames();
		$frames->feed($bytes);
		$this->expectException(Failure::class);
		$this->expectExceptionMessage($reason);
		while ($frames->next() !== null) {
		}
	}

	public static function violations(): array {
		$over = Frames::MESSAGE_LIMIT + 1;
		return [
			'a reserved bit' => ["\xc1\x00", 'reserved bits'],
			'an unknown opcode' => ["\x83\x00", 'unknown opcode'],
			'a masked frame' => ["\x81\x85abcdHello", 'masked'],
			'a fragmented ping' => ["\x09\x00", 'fragmented'],
			'a long ping' => ["\x89\x7e\x00\x7e", 'too long'],
			'a fragment of nothing' => ["\x80\x00", 'fragment'],
			'a message within a message' => ["\x01\x01a\x81\x01b", 'interrupts'],
			'too long a message' => ["\x81\x7f" . pack('J', $over), 'too long'],
			'a length beyond 63 bits' => ["\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 'too long'],
			'too long in pieces' => [
				"\x01\x7f" . pack('J', Frames::MESSAGE_LIMIT) . str_repeat('a', Frames::MESSAGE_LIMIT) . "\x80\x01b",
				'too long',
			],
			'bad UTF-8' => ["\x81\x02\xc3\x28", 'UTF-8'],
		];
	}

	public function testTakesAMessageOfExactlyTheLimit(): void {
		$frames = new Frames();
		$frames->feed("\x81\x7f" . pack('J', Frames::MESSAGE_LIMIT) . str_repeat('a', Frames::MESSAGE_LIMIT));
		self::assertSame(Frames::MESSAGE_LIMIT, strlen($frames->next()[1]));
	}
}
