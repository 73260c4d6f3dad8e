<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Endpoint;
use OCA\NotifyPush\Listener\CspListener;
use OCA\NotifyPush\Tests\Tools\RecordingLogger;
use OCP\Security\CSP\AddContentSecurityPolicyEvent;
use PHPUnit\Framework\TestCase;

class CspListenerTest extends TestCase {
	/** @return list<list<string>> the domains of each policy added */
	private function added(string $origin): array {
		$endpoint = $this->createMock(Endpoint::class);
		$endpoint->method('origin')->willReturn($origin);
		$event = new AddContentSecurityPolicyEvent();
		(new CspListener(new RecordingLogger(), $endpoint))->handle($event);
		return array_map(fn ($policy) => $policy->domains, $event->added);
	}

	public function testPagesMayConnectToThePushServer(): void {
		$this->assertSame([['wss://push.example.org:8443']], $this->added('wss://push.example.org:8443'));
	}

	public function testNothingIsAllowedBeforeTheAppIsSetUp(): void {
		$this->assertSame([], $this->added(''));
	}
}
