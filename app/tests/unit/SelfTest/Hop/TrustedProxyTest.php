<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** Whether Nextcloud believes the push server whom it speaks for. */
class TrustedProxyTest extends SelfTestCase {
	/** @dataProvider proxies */
	public function testNextcloudDoesNotBelieveThePushServer(
		array $system,
		string $seen,
		string $peer,
		string $header,
		string $detail,
		array $repair,
		array $missing,
	): void {
		$this->system = $system + $this->system;
		$this->raw()->set('notify_push_remote', $peer);
		$this->raw()->set('notify_push_forwarded_header', $header);
		$checks = $this->test(['nextcloud' => ['/test/remote/203.0.113.77' => $seen, '/test/remote/2001:db8::4d' => $seen]]);
		$check = $checks['trusted-proxy'];
		self::assertSame(Status::Fail, $check->status);
		self::assertStringContainsString($seen, $check->summary);
		self::assertStringContainsString($detail, $check->detail);
		foreach ($repair as $line) {
			self::assertContains($line, $check->repair);
		}
		self::assertSame($missing, $check->missing['trusted_proxies'] ?? []);
	}

	public static function proxies(): array {
		return [
			'the same machine' => [
				[], '127.0.0.1', '127.0.0.1', '203.0.113.77', 'does not trust 127.0.0.1',
				['occ config:system:set trusted_proxies 0 --value=127.0.0.1', 'occ config:system:set trusted_proxies 1 --value=::1'],
				['127.0.0.1', '::1'],
			],
			'the same machine by the other family' => [
				['trusted_proxies' => ['127.0.0.0/8']], '::1', '::1', '203.0.113.77', 'does not trust ::1',
				['occ config:system:set trusted_proxies 1 --value=::1'], ['::1'],
			],
			'a container' => [
				['trusted_proxies' => [4 => '10.0.0.1']], '172.18.0.9', '172.18.0.9', '203.0.113.77', 'does not trust 172.18.0.9',
				['occ config:system:set trusted_proxies 5 --value=172.18.0.9', 'occ config:system:set trusted_proxies 5 --value=172.18.0.0/16'],
				['172.18.0.9'],
			],
			'an IPv6 container' => [
				[], 'fd00:1:2:3:4:5:6:7', 'fd00:1:2:3:4:5:6:7', '203.0.113.77', 'does not trust',
				['occ config:system:set trusted_proxies 0 --value=fd00:1:2:3::/64'], ['fd00:1:2:3:4:5:6:7'],
			],
			'an IPv6 container with a short address' => [
				[], 'fd4d:6169:6c63:6f77::a', 'fd4d:6169:6c63:6f77::a', '203.0.113.77', 'does not trust',
				['occ config:system:set trusted_proxies 0 --value=fd4d:6169:6c63:6f77::/64'], ['fd4d:6169:6c63:6f77::a'],
			],
			'the second of two proxies' => [
				['trusted_proxies' => ['127.0.0.1', '::1']], '10.1.1.1', '127.0.0.1', '203.0.113.77, 10.1.1.1', 'does not trust 10.1.1.1',
				['occ config:system:set trusted_proxies 2 --value=10.1.1.1'], ['10.1.1.1'],
			],
			'an address that Nextcloud knows nothing of' => [
				[], '198.51.100.6', '127.0.0.1', '203.0.113.77', 'does not trust 198.51.100.6',
				['occ config:system:set trusted_proxies 0 --value=198.51.100.6'], [],
			],
			'a proxy that overwrites the header' => [
				['trusted_proxies' => ['127.0.0.1']], '10.9.9.9', '127.0.0.1', '10.9.9.9', 'removes what the push server sends',
				['proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'], [],
			],
			'a single value' => [
				['trusted_proxies' => '127.0.0.1'], '127.0.0.1', '127.0.0.1', '203.0.113.77', 'has to be a list',
				['occ config:system:delete trusted_proxies'], [],
			],
			'another header' => [
				['trusted_proxies' => ['127.0.0.1'], 'forwarded_for_headers' => ['HTTP_X_REAL_IP']], '127.0.0.1', '127.0.0.1', '203.0.113.77',
				'ignore the header', ['occ config:system:set forwarded_for_headers 0 --value=HTTP_X_FORWARDED_FOR'], [],
			],
		];
	}

	public function testOnlyOneFamilyIsTrusted(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/2001:db8::4d' => '127.0.0.1']]);
		self::assertSame(Status::Fail, $checks['trusted-proxy']->status);
	}

	public function testAnotherSpellingOfTheAddressIsTheSame(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/2001:db8::4d' => '2001:DB8:0:0:0:0:0:4D']]);
		self::assertSame(Status::Pass, $checks['trusted-proxy']->status);
	}

	public function testEntriesThatAreNoAddressesAreNamed(): void {
		$this->system['trusted_proxies'] = ['127.0.0.1', '10.0.0.0/99', 'proxy.lan'];
		$checks = $this->test();
		self::assertSame(Status::Hint, $checks['trusted-proxy']->status);
		self::assertSame('10.0.0.0/99, proxy.lan', $checks['trusted-proxy']->detail);
	}

	public function testNextcloudFailsWhenAskedForTheAddress(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/203.0.113.77' => 'HTTP 500']]);
		self::assertStringContainsString('could not ask', $checks['trusted-proxy']->summary);
	}
}
