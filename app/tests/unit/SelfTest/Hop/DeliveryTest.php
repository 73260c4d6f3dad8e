<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** A client of its own: the upgrade, the login, a message to the end. */
class DeliveryTest extends SelfTestCase {
	/** @dataProvider handshakes */
	public function testWebSocketsDoNotGetThrough(string|int $fault, string $summary, string $detail): void {
		$checks = $this->test(['handshake' => $fault]);
		self::assertSame(Status::Fail, $checks['websocket']->status);
		self::assertStringContainsString($summary, $checks['websocket']->summary);
		self::assertStringContainsString($detail, $checks['websocket']->detail);
		self::assertStringContainsString('proxy_set_header Upgrade $http_upgrade;', self::repair($checks['websocket']));
		self::assertSame('delivery:skipped', explode(' ', self::trouble($checks))[2]);
	}

	public static function handshakes(): array {
		return [
			'headers dropped' => [400, 'nginx does not pass the headers', 'HTTP 400: nope'],
			'upgrade required' => [426, 'does not pass the headers', 'HTTP 426'],
			'not forwarded' => [404, 'does not forward /push/ws', 'HTTP 404'],
			'refused' => [403, 'refuses WebSockets', 'HTTP 403'],
			'full' => [503, 'no room', 'HTTP 503'],
			'no protocol handler' => [500, 'cannot forward WebSockets', 'HTTP 500'],
			'a wrong key' => ['accept', 'damages the WebSocket handshake', 'Sec-WebSocket-Accept'],
			'a missing header' => ['upgrade', 'damages', 'Upgrade: websocket'],
			'an extension of the proxy' => ['extension', 'damages', 'extension'],
			'silence' => ['silent', 'broke', 'in time'],
		];
	}

	public function testALoginIsRefused(): void {
		$checks = $this->test(['login' => 'err: Invalid credentials']);
		self::assertStringContainsString('could not log in', $checks['delivery']->summary);
		self::assertSame('err: Invalid credentials', $checks['delivery']->detail);
	}

	public function testWhatWasAnsweredInsteadIsQuotedInPart(): void {
		$checks = $this->test(['login' => "\x1b[2Jgo\naway " . str_repeat('ä', 70000)]);
		self::assertStringStartsWith(' [2Jgo away ä', $checks['delivery']->detail);
		self::assertSame(1000, mb_strlen($checks['delivery']->detail));
	}

	public function testMessagesAreLost(): void {
		$checks = $this->test(['drop' => 99]);
		self::assertStringContainsString('did not arrive', $checks['delivery']->summary);
		self::assertNull($this->last->deliveryMs);
	}

	public function testOneMessageMayBeLostToAServerThatIsNotReadyYet(): void {
		$checks = $this->test(['drop' => 1]);
		self::assertSame(Status::Pass, $checks['delivery']->status);
	}

	public function testPingsAndFragmentsDoNotDisturb(): void {
		$checks = $this->test(['pings' => true]);
		self::assertSame(Status::Pass, $checks['delivery']->status);
	}
}
