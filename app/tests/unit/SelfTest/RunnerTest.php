<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Wizard\Proxy;

/** All hops, one after the other. */
class RunnerTest extends SelfTestCase {
	public function testEverythingIsRight(): void {
		$checks = $this->test();
		self::assertSame('endpoint:hint', self::trouble($checks));
		self::assertTrue(Runner::passed($checks));
		self::assertSame('1.4.100', $this->last->serverVersion);
		self::assertGreaterThan(0.0, $this->last->deliveryMs);
		self::assertLessThan(1000.0, $this->last->deliveryMs);
		self::assertTrue($this->app[AppSettings::HEARTBEAT_SEEN]);
		self::assertSame($this->last->cookie, $this->app[AppSettings::COOKIE]);
	}

	public function testTellsEachHopAsItEndsAndRunsOnlyWhatIsAsked(): void {
		$told = [];
		$port = $this->startServer();
		$this->runner()->run(
			$this->context("http://127.0.0.1:$port"),
			function (Hop $hop, Check $check) use (&$told): void {
				$told[] = $hop->id();
			},
			['redis', 'server', 'messages'],
		);
		self::assertSame(['redis', 'server', 'messages'], $told);
	}

	public function testTheTokenIsGoneAfterwardsAndWouldHaveGoneByItself(): void {
		$port = $this->startServer();
		$lifetimes = [];
		$this->runner()->run($this->context("http://127.0.0.1:$port"), function () use (&$lifetimes): void {
			$lifetimes[] = $this->raw()->ttl('test-token');
		});
		self::assertGreaterThan(0, min($lifetimes));
		self::assertLessThanOrEqual(120, max($lifetimes));
		self::assertFalse($this->raw()->get('test-token'));
	}

	public function testRunsWaitForEachOther(): void {
		$context = $this->context('http://127.0.0.1:' . $this->startServer());
		$this->raw()->set('notify_push_self_test', 'another run', ['px' => 800]);
		$start = microtime(true);
		$turns = [];
		$checks = $this->runner()->run($context, function () use (&$turns): void {
			$turns[] = $this->raw()->get('notify_push_self_test');
		});
		self::assertTrue(Runner::passed($checks));
		self::assertGreaterThan(0.7, microtime(true) - $start);
		self::assertCount(1, array_unique($turns));
		self::assertNotContains($turns[0], [false, 'another run']);
		self::assertFalse($this->raw()->get('notify_push_self_test'));
	}

	public function testTheTurnOfAnotherRunIsNotEnded(): void {
		$context = $this->context('http://127.0.0.1:' . $this->startServer());
		$this->runner()->run($context, function (): void {
			$this->raw()->set('notify_push_self_test', 'another run', ['ex' => 9]);
		}, ['redis']);
		self::assertSame('another run', $this->raw()->get('notify_push_self_test'));
	}

	public function testTheEndOfRedisInTheMiddleIsReportedNotThrown(): void {
		$this->system['redis']['user'] = 'halfway';
		$this->system['redis']['password'] = 'secret';
		$this->raw()->rawCommand('ACL', 'SETUSER', 'halfway', 'reset', 'on', '>secret', '+@all', '-publish', '~*', '&*');
		$checks = $this->test();
		self::assertSame(Status::Fail, $checks['messages']->status);
		self::assertStringContainsString('The test broke', $checks['messages']->summary);
		self::assertStringContainsString('NOPERM', $checks['messages']->detail);
	}

	public function testNamesAllHopsInTheirOrder(): void {
		$ids = array_column($this->runner()->titles(), 'id');
		self::assertSame(['redis', 'endpoint', 'server', 'messages', 'nextcloud', 'database', 'trusted-proxy', 'version', 'heartbeat', 'websocket', 'delivery'], $ids);
		self::assertNotContains('', array_column($this->runner()->titles(), 'title'));
	}

	public function testLinesFollowTheProxyThatWasNamed(): void {
		$context = $this->context('https://cloud.example.com/push', null, Proxy::Caddy);
		self::assertSame(['handle_path /push/* {', "\treverse_proxy 127.0.0.1:7867", '}'], $context->proxyLines());
		self::assertSame('wss://cloud.example.com/push/ws', $context->webSocketUrl());
		self::assertSame('wss://Cloud.example.com/ws', $this->context('HTTPS://Cloud.example.com/')->webSocketUrl());
	}
}
