<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SetupCheck;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Queue\NullQueue;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SetupCheck\ClientPush;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCA\NotifyPush\Wizard\LifeProbe;
use OCP\SetupCheck\SetupResult;

class ClientPushTest extends PushServerTestCase {
	private string $own = 'http://localhost/';

	private function check(?PushRedis $redis = null): ClientPush {
		return new ClientPush(
			$this->l(),
			$redis ?? $this->redis(),
			$this->saved($this->own),
			$this->settings(),
			$this->heartbeat(),
			new LifeProbe($this->http()),
			$this->apps(),
		);
	}

	private function assertResult(string $severity, string $text, ?PushRedis $redis = null): void {
		$start = microtime(true);
		$result = $this->check($redis)->run();
		self::assertLessThan(3.2, microtime(true) - $start);
		self::assertSame($severity, $result->getSeverity(), (string)$result->getDescription());
		self::assertStringContainsString($text, (string)$result->getDescription());
	}

	private function startAtEndpoint(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		self::waitFor(fn () => $this->raw()->exists('notify_push_heartbeat'), 'heartbeat', 1.0);
	}

	public function testHasANameOfItsOwn(): void {
		self::assertSame('Client Push', $this->check()->getName());
		self::assertSame('system', $this->check()->getCategory());
	}

	public function testRedisIsNotConfigured(): void {
		$this->assertResult(SetupResult::ERROR, 'Redis is not configured', new PushRedis(new NullQueue()));
	}

	public function testNotSetUpYet(): void {
		$this->assertResult(SetupResult::INFO, 'occ notify_push:setup');
	}

	public function testRedisCannotBeUsed(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:1';
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		$this->assertResult(SetupResult::ERROR, 'Redis cannot be used');
	}

	public function testAllIsWell(): void {
		$this->startAtEndpoint();
		$this->assertResult(SetupResult::SUCCESS, 'version 1.4.100');
		self::assertFalse($this->raw()->exists('test-token') > 0, 'a look changes nothing');
	}

	public function testAPathAndSeveralAddressesAreWellToo(): void {
		$this->startAtEndpoint();
		$this->own = substr($this->app[AppSettings::BASE_ENDPOINT], 0, -strlen('push'));
		$this->app[AppSettings::BASE_ENDPOINT] .= ' http://elsewhere.invalid/push';
		$this->assertResult(SetupResult::SUCCESS, 'version 1.4.100');
		$this->app[AppSettings::BASE_ENDPOINT] = '/push';
		$this->assertResult(SetupResult::SUCCESS, 'version 1.4.100');
	}

	public function testAServerWithoutHeartbeatIsWellToo(): void {
		$this->faults(['heartbeat' => false]);
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		$this->assertResult(SetupResult::SUCCESS, 'The push server is running.');
	}

	public function testTheServerDied(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:1';
		$this->app[AppSettings::HEARTBEAT_SEEN] = true;
		$this->assertResult(SetupResult::ERROR, 'is not running');
	}

	public function testTheServerLivesButItsAddressLeadsNowhere(): void {
		$this->startAtEndpoint();
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:1/push';
		$this->assertResult(SetupResult::WARNING, 'is running, but does not answer');
	}

	public function testNothingIsThere(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:1/push';
		$this->assertResult(SetupResult::ERROR, 'does not answer at http://127.0.0.1:1/push');
	}

	public function testASilentAddressCostsTwoSeconds(): void {
		$silent = stream_socket_server('tcp://127.0.0.1:0');
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://' . stream_socket_get_name($silent, false);
		$this->assertResult(SetupResult::ERROR, 'timed out');
	}

	public function testAnOldServer(): void {
		$this->faults(['version' => '1.3.2']);
		$this->startAtEndpoint();
		$this->assertResult(SetupResult::WARNING, 'version 1.3.2');
	}
}
