<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** Versions, and whether the push server keeps saying that it lives. */
class VersionTest extends SelfTestCase {
	/** @dataProvider versions */
	public function testVersionsAreComparedByLevel(string $version, string $status, string $text): void {
		$checks = $this->test(['version' => $version]);
		self::assertSame($status, $checks['version']->status->value);
		self::assertStringContainsString($text, $checks['version']->summary . $checks['version']->detail);
		self::assertSame($version, $this->last->serverVersion);
	}

	public static function versions(): array {
		return [['1.4.100', 'pass', '1.4.100'], ['1.4.0', 'hint', 'fit together'], ['1.3.100', 'fail', 'same protocol'], ['2.4.100', 'fail', '2.4.100']];
	}

	public function testAnOldVersionInRedisDoesNotCount(): void {
		$this->raw()->set('notify_push_version', '1.4.100');
		$checks = $this->test(['answers' => ['/test/version' => [404, 'text/plain', 'no such thing', []]]]);
		self::assertSame(Status::Fail, $checks['version']->status);
		self::assertNull($this->last->serverVersion);
	}

	public function testAServerWithoutHeartbeatIsRecordedAsSuch(): void {
		$this->app[AppSettings::HEARTBEAT_SEEN] = true;
		$checks = $this->test(['heartbeat' => false]);
		self::assertSame(Status::Hint, $checks['heartbeat']->status);
		self::assertFalse($this->app[AppSettings::HEARTBEAT_SEEN]);
		self::assertTrue(Runner::passed($checks));
	}
}
