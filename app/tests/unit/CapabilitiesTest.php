<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests;

use OCA\NotifyPush\Capabilities;
use OCA\NotifyPush\Endpoint;
use OCA\NotifyPush\Heartbeat;
use OCP\Capabilities\IPublicCapability;
use OCP\IURLGenerator;
use OCP\IUserSession;
use PHPUnit\Framework\TestCase;

class CapabilitiesTest extends TestCase {
	private function capabilities(bool $user, bool $dead = false, bool $sessions = false, string $socket = 'wss://h/push/ws'): array {
		$endpoint = $this->createMock(Endpoint::class);
		$endpoint->method('websocket')->willReturn($socket);
		$heartbeat = $this->createMock(Heartbeat::class);
		$heartbeat->method('isKnownDead')->willReturn($dead);
		$heartbeat->method('announcesSessions')->willReturn($sessions);
		$urls = $this->createMock(IURLGenerator::class);
		$urls->method('linkToRouteAbsolute')->willReturnCallback(fn (string $route) => "https://h/$route");
		$session = $this->createMock(IUserSession::class);
		$session->method('isLoggedIn')->willReturn($user);
		$capabilities = new Capabilities($endpoint, $heartbeat, $urls, $session);
		$this->assertInstanceOf(IPublicCapability::class, $capabilities);
		return $capabilities->getCapabilities();
	}

	public function testWithAnyPushServer(): void {
		$this->assertSame(['notify_push' => [
			'type' => ['files', 'activities', 'notifications'],
			'endpoints' => ['websocket' => 'wss://h/push/ws', 'pre_auth' => 'https://h/notify_push.session.preAuth'],
		]], $this->capabilities(true));
		$this->assertSame([], $this->capabilities(false));
	}

	public function testWithAPushServerForAnonymousSessions(): void {
		$anonymous = ['anon_pre_auth' => 'https://h/notify_push.session.anonPreAuth'];
		$this->assertSame(['notify_push' => [
			'endpoints' => ['websocket' => 'wss://h/push/ws'] + $anonymous,
		]], $this->capabilities(false, false, true));
		$this->assertSame(['notify_push' => [
			'type' => ['files', 'activities', 'notifications'],
			'endpoints' => ['websocket' => 'wss://h/push/ws', 'pre_auth' => 'https://h/notify_push.session.preAuth'] + $anonymous,
		]], $this->capabilities(true, false, true));
	}

	public function testWithdrawnWhileThePushServerIsDeadOrNotSetUp(): void {
		$this->assertSame([], $this->capabilities(true, true, true));
		$this->assertSame([], $this->capabilities(false, true, true));
		$this->assertSame([], $this->capabilities(true, false, true, ''));
	}
}
