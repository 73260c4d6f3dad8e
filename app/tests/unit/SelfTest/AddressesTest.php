<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\SelfTest\Addresses;
use PHPUnit\Framework\TestCase;

class AddressesTest extends TestCase {
	/** @dataProvider ranges */
	public function testKnowsWhatARangeContains(string $range, string $address, bool $expected): void {
		self::assertSame($expected, Addresses::contains($range, $address));
	}

	public static function ranges(): array {
		return [
			'the same address' => ['192.0.2.1', '192.0.2.1', true],
			'another address' => ['192.0.2.1', '192.0.2.2', false],
			'whole bytes' => ['10.0.0.0/8', '10.255.255.255', true],
			'outside of whole bytes' => ['10.0.0.0/8', '11.0.0.0', false],
			'the last address of odd bits' => ['172.16.0.0/12', '172.31.255.255', true],
			'the first address after odd bits' => ['172.16.0.0/12', '172.32.0.0', false],
			'a host in /31' => ['192.0.2.2/31', '192.0.2.3', true],
			'next to /31' => ['192.0.2.2/31', '192.0.2.4', false],
			'/32 is one address' => ['192.0.2.2/32', '192.0.2.3', false],
			'everything' => ['0.0.0.0/0', '203.0.113.9', true],
			'too many bits' => ['10.0.0.0/33', '10.0.0.0', false],
			'bits that are no number' => ['10.0.0.0/x', '10.0.0.0', false],
			'negative bits' => ['10.0.0.0/-1', '10.0.0.0', false],
			'no bits after the slash' => ['10.0.0.0/', '10.0.0.0', false],
			'IPv6 in another spelling' => ['2001:db8:0:0::1', '2001:DB8::1', true],
			'IPv6 in odd bits' => ['2001:db8::/33', '2001:db8:7fff::1', true],
			'IPv6 outside of odd bits' => ['2001:db8::/33', '2001:db8:8000::1', false],
			'IPv6 /128' => ['::1/128', '::1', true],
			'too many bits for IPv6' => ['::1/129', '::1', false],
			'families do not mix' => ['0.0.0.0/0', '::1', false],
			'a name is no range' => ['localhost', '127.0.0.1', false],
			'nonsense is no address' => ['0.0.0.0/0', 'elsewhere', false],
		];
	}

	public function testComparesAddressesNotTheirSpelling(): void {
		self::assertTrue(Addresses::same('2001:db8::4d', '2001:0db8:0:0:0:0:0:004D'));
		self::assertFalse(Addresses::same('2001:db8::4d', '2001:db8::4e'));
		self::assertFalse(Addresses::same('x', 'x'));
	}

	/** @dataProvider entries */
	public function testKnowsWhatNextcloudUnderstandsAsARange(mixed $entry, bool $expected): void {
		self::assertSame($expected, Addresses::isRange($entry));
	}

	public static function entries(): array {
		return [
			['127.0.0.1', true], ['::1', true], ['10.0.0.0/8', true], ['fd00::/8', true],
			['proxy.example.com', false], ['10.0.0.0/40', false], ['10.0.0.*', false], ['', false], [7, false], [null, false],
			[['127.0.0.1'], false],
		];
	}
}
