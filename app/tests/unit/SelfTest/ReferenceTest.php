<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Wizard\LifeProbe;

/**
 * The app beside release 1.4.0 of the other implementation: no heartbeat, 500 where Redis holds no token, and
 * "authenticated" a moment before a session really hears anything. Our stand-in behaves so.
 */
class ReferenceTest extends PushServerTestCase {
	protected function setUp(): void {
		parent::setUp();
		$this->faults(['reference' => true]);
		// Another server was there before.
		$this->app[AppSettings::HEARTBEAT_SEEN] = true;
	}

	public function testTheSelfTestPassesWithHints(): void {
		$checks = $this->runner()->run($this->context('http://127.0.0.1:' . $this->startServer() . '/push'));
		$hints = array_keys(array_filter($checks, fn (Check $check) => $check->status === Status::Hint));
		self::assertTrue(Runner::passed($checks), json_encode($checks));
		self::assertSame(['endpoint', 'version', 'heartbeat'], $hints);
		self::assertFalse($this->app[AppSettings::HEARTBEAT_SEEN], 'so that its silence is never taken for its end');
		self::assertFalse($this->heartbeat()->isKnownDead());
	}

	public function testItIsAliveWithoutAnyTokenInRedis(): void {
		$url = 'http://127.0.0.1:' . $this->startServer();
		self::assertNull((new LifeProbe($this->http()))->ask($url, Route::direct()));
	}
}
