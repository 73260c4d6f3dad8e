<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;

class HttpClientTest extends PushServerTestCase {
	private function ask(string $path, array $answer, ?Route $route = null, string $host = '127.0.0.1'): \OCA\NotifyPush\SelfTest\Net\HttpReply {
		$this->faults(['answers' => [$path => $answer]]);
		$where = $this->startServer(...($route?->socket !== null ? ['--unix', $route->socket] : []));
		$port = $route?->socket !== null ? '' : ":$where";
		return $this->http()->request('GET', "http://$host$port$path", ['token' => 'x'], $route);
	}

	public function testReadsStatusHeadersAndBody(): void {
		$reply = $this->ask('/a', [418, 'text/plain', 'tea', ['X-Pot' => 'brown']]);
		self::assertSame([418, 'brown', 'tea'], [$reply->status, $reply->header('x-pot'), $reply->body]);
	}

	public function testFollowsNoRedirects(): void {
		$reply = $this->ask('/a', [302, 'text/plain', '', ['Location' => 'http://127.0.0.1:1/']]);
		self::assertSame(302, $reply->status);
	}

	public function testReadsNoMoreThanItNeeds(): void {
		$reply = $this->ask('/a', [200, 'text/plain', str_repeat('a', 300000), []]);
		self::assertSame(65536, strlen($reply->body));
	}

	public function testGoesThroughAUnixSocket(): void {
		$reply = $this->ask('/a', [200, 'text/plain', 'here', []], Route::socket(self::$folder . '/push.sock'), 'localhost');
		self::assertSame('here', $reply->body);
	}

	public function testNamesTheSocketThatNobodyListensAt(): void {
		$this->expectExceptionObject(new Failure(Failure::CONNECT, 'Could not connect to /nowhere/push.sock'));
		$this->http()->request('GET', 'http://localhost/', [], Route::socket('/nowhere/push.sock'));
	}

	public function testDoesNotDisturbTheAddressWithTheOutgoingProxyWhenAWayIsGiven(): void {
		$this->system['proxy'] = 'http://127.0.0.1:1';
		$port = $this->startServer();
		$reply = $this->http()->request('GET', 'http://cloud.invalid/test/cookie', [], Route::via("127.0.0.1:$port"));
		self::assertSame(400, $reply->status);
	}

	public function testUsesTheOutgoingProxyForOtherHosts(): void {
		$this->faults(['answers' => ['http://cloud.invalid/a' => [200, 'text/plain', 'through the proxy', []]]]);
		$port = $this->startServer();
		$this->system['proxy'] = "http://127.0.0.1:$port";
		self::assertSame('through the proxy', $this->http()->request('GET', 'http://cloud.invalid/a')->body);
		$this->system['proxyexclude'] = ['cloud.invalid'];
		$this->expectExceptionObject(new Failure(Failure::RESOLVE, 'Could not resolve host: cloud.invalid'));
		$this->http()->request('GET', 'http://cloud.invalid/a');
	}

	/** @dataProvider failures */
	public function testSaysAtWhichStepItFailed(string $url, string $kind): void {
		try {
			$this->http()->request('GET', $url, [], null, 0.5);
			self::fail('an answer');
		} catch (Failure $e) {
			self::assertSame($kind, $e->kind);
			self::assertNotSame('', $e->getMessage());
		}
	}

	public static function failures(): array {
		return [
			['http://nowhere.invalid/', Failure::RESOLVE],
			['http://127.0.0.1:1/', Failure::CONNECT],
			['ftp://127.0.0.1/', Failure::PROTOCOL],
		];
	}

	public function testGivesUpInTime(): void {
		$silent = stream_socket_server('tcp://127.0.0.1:0');
		$start = microtime(true);
		try {
			$this->http()->request('GET', 'http://' . stream_socket_get_name($silent, false) . '/', [], null, 0.3);
			self::fail('an answer');
		} catch (Failure $e) {
			self::assertSame(Failure::TIMEOUT, $e->kind);
			self::assertLessThan(1.0, microtime(true) - $start);
		}
	}
}
