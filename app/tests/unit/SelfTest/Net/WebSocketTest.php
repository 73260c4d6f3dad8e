<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Net\WebSocket;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;

/** The client against another implementation of the protocol: Debian's python3-websockets. */
class WebSocketTest extends PushServerTestCase {
	private const ECHO = <<<'PYTHON'
		import asyncio, sys, time, websockets
		async def serve(socket, path):
		    async for text in socket:
		        if text == "bye":
		            await socket.close(1012)
		        elif text == "ping":
		            await (await socket.ping())
		            await socket.send("ponged")
		        elif text == "binary":
		            await socket.send(b"not for us")
		        elif text == "parts":
		            await socket.send(["one, ", "two, ", "three"])
		        elif text == "flood":
		            end = time.monotonic() + 3
		            while time.monotonic() < end:
		                socket.transport.write(b"\x82\x00" * 20000)
		                await asyncio.sleep(0.001)
		        elif text == "path":
		            await socket.send(path)
		        else:
		            await socket.send(text)
		async def main():
		    async with websockets.serve(serve, "127.0.0.1", 0, max_size=None) as server:
		        print(server.sockets[0].getsockname()[1], flush=True)
		        await asyncio.to_thread(sys.stdin.read)
		asyncio.run(main())
		PYTHON;

	private $echo;
	private array $pipes = [];
	private string $port;

	protected function setUp(): void {
		parent::setUp();
		$this->echo = proc_open(['/usr/bin/python3', '-c', self::ECHO], [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $this->pipes);
		$this->port = trim((string)fgets($this->pipes[1]));
	}

	protected function tearDown(): void {
		fclose($this->pipes[0]);
		proc_terminate($this->echo, 9);
		proc_close($this->echo);
		parent::tearDown();
	}

	private function connect(): WebSocket {
		return WebSocket::connect("ws://127.0.0.1:{$this->port}/push/ws?a=1", Route::direct(), '', 5.0);
	}

	/** @dataProvider texts */
	public function testSendsAndReceivesTextsOfEveryLength(string $text): void {
		$client = $this->connect();
		$client->send($text);
		self::assertSame($text, $client->receive(5.0));
		$client->close();
	}

	public static function texts(): array {
		$lengths = [0, 1, 125, 126, 127, 65535, 65536, 1048576];
		return ['more than ASCII' => ['grüß dich 🎈']] + array_map(fn (int $length) => [str_repeat('x', $length)], $lengths);
	}

	public function testAsksForPathAndQuery(): void {
		$client = $this->connect();
		$client->send('path');
		self::assertSame('/push/ws?a=1', $client->receive(5.0));
	}

	public function testAnswersPingsSkipsBinaryAndJoinsParts(): void {
		$client = $this->connect();
		foreach (['ping', 'binary', 'parts'] as $text) {
			$client->send($text);
		}
		self::assertSame('ponged', $client->receive(5.0));
		self::assertSame('one, two, three', $client->receive(5.0));
	}

	public function testNothingCame(): void {
		$start = microtime(true);
		self::assertNull($this->connect()->receive(0.2));
		self::assertEqualsWithDelta(0.2, microtime(true) - $start, 0.15);
	}

	public function testAFloodDoesNotHoldItUp(): void {
		$client = $this->connect();
		$client->send('flood');
		$start = microtime(true);
		self::assertNull($client->receive(0.3));
		self::assertLessThan(1.5, microtime(true) - $start);
	}

	public function testTheServerClosesWithACode(): void {
		$client = $this->connect();
		$client->send('bye');
		$this->expectExceptionObject(new Failure(Failure::PROTOCOL, 'the server closed the connection with code 1012'));
		$client->receive(5.0);
	}

	public function testMayBeClosedTwice(): void {
		$client = $this->connect();
		$client->close();
		$client->close();
		$this->expectNotToPerformAssertions();
	}

	/** @dataProvider failures */
	public function testSaysAtWhichStepItFailed(string $url, string $kind): void {
		try {
			WebSocket::connect(str_replace('PORT', $this->port, $url), Route::direct(), '', 1.0);
			self::fail('connected');
		} catch (Failure $e) {
			self::assertSame($kind, $e->kind);
			self::assertNotSame('', $e->getMessage());
		}
	}

	public static function failures(): array {
		return [
			['ws://nowhere.invalid/ws', Failure::RESOLVE],
			['ws://127.0.0.1:1/ws', Failure::CONNECT],
			['wss://127.0.0.1:PORT/ws', Failure::TLS],
			['http://127.0.0.1:PORT/ws', Failure::PROTOCOL],
		];
	}

	public function testASilentServerDoesNotHoldItUp(): void {
		$silent = stream_socket_server('tcp://127.0.0.1:0');
		$start = microtime(true);
		try {
			WebSocket::connect('ws://' . stream_socket_get_name($silent, false) . '/', Route::direct(), '', 0.3);
			self::fail('connected');
		} catch (Failure $e) {
			self::assertSame(Failure::TIMEOUT, $e->kind);
			self::assertLessThan(1.0, microtime(true) - $start);
		}
	}

	public function testKeepsWhatAProxyAnsweredInstead(): void {
		$this->faults(['handshake' => 403]);
		$port = $this->startServer();
		try {
			WebSocket::connect("ws://127.0.0.1:$port/ws", Route::direct(), '', 5.0);
			self::fail('connected');
		} catch (Failure $e) {
			self::assertSame([403, 'nope'], [$e->reply->status, $e->reply->body]);
		}
	}

	public function testTakesAnotherWayToAKnownName(): void {
		$client = WebSocket::connect('ws://nowhere.invalid/x', Route::via("127.0.0.1:{$this->port}"), '', 5.0);
		$client->send('path');
		self::assertSame('/x', $client->receive(5.0));
	}
}
