<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** Whether messages get from Nextcloud to the push server. */
class MessagesTest extends SelfTestCase {
	public function testTheProxyRemovesTheToken(): void {
		$checks = $this->test(['answers' => ['/test/cookie' => [400, 'text/plain', 'Missing request header "token"', []]]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('removes the request header', $checks['messages']->summary);
	}

	/** @dataProvider strangers */
	public function testBothUseDifferentRedises(array $answer): void {
		$checks = $this->test(['answers' => ['/test/cookie' => $answer]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
		self::assertStringContainsString("--dump-config /srv/nextcloud/config/config.php", self::repair($checks['messages']));
		self::assertSame(Status::Skipped, $checks['nextcloud']->status);
		self::assertSame(Status::Pass, $checks['websocket']->status);
	}

	public static function strangers(): array {
		return [
			'ours' => [[403, 'text/plain', 'wrong token', []]],
			'the reference, which finds no token at all' => [[500, 'text/plain', 'Unhandled rejection', []]],
			'a number from elsewhere' => [[200, 'text/plain', '0', []]],
		];
	}

	public function testAServerThatWaitsForItsOwnRedisIsThereAllTheSame(): void {
		$checks = $this->test(['slow' => 5.2, 'answers' => ['/test/cookie' => [403, 'text/plain', 'wrong token', []]]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
	}

	/** @dataProvider answersWithoutRedis */
	public function testThePushServerHasNoRedis(array $answer): void {
		$ready = [503, 'text/plain; charset=utf-8', "redis: down, not subscribed\ndatabase: ok\n", []];
		$checks = $this->test(['answers' => ['/test/cookie' => $answer, '/readyz' => $ready]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertSame(Status::Fail, $checks['messages']->status);
		self::assertSame('The push server has no connection to its Redis', $checks['messages']->summary);
		self::assertStringContainsString('journalctl -u notify_push', self::repair($checks['messages']));
		self::assertStringContainsString("notify_push check /srv/nextcloud/config/config.php", self::repair($checks['messages']));
		self::assertSame(Status::Skipped, $checks['nextcloud']->status);
	}

	public static function answersWithoutRedis(): array {
		return [
			'it says so' => [[503, 'text/plain', 'Redis is not reachable', []]],
			'it takes the token for a wrong one' => [[403, 'text/plain', 'wrong token', []]],
			'it has an old number' => [[200, 'text/plain', '0', []]],
		];
	}

	public function testThePushServerSaysItselfThatItHasNoRedisWhereTheProxyHidesTheRest(): void {
		$answer = [500, 'text/plain', 'the push server cannot reach its Redis; its log says why', []];
		$checks = $this->test(['answers' => ['/test/cookie' => $answer, '/readyz' => [404, 'text/html', 'no', []]]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertSame('The push server has no connection to its Redis', $checks['messages']->summary);
	}

	public function testAServerThatHasItsRedisUsesAnotherOne(): void {
		$ready = [200, 'text/plain; charset=utf-8', "redis: ok, subscribed\ndatabase: ok\n", []];
		$checks = $this->test(['answers' => ['/test/cookie' => [403, 'text/plain', 'wrong token', []], '/readyz' => $ready]]);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
	}

	public function testThePushServerIsDeaf(): void {
		$checks = $this->test(['deaf' => true]);
		self::assertStringContainsString('did not arrive', $checks['messages']->detail);
	}
}
