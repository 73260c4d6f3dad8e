<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\Route;
use PHPUnit\Framework\TestCase;

class RouteTest extends TestCase {
	public function testTakesNamesAndAddressesOfBothFamilies(): void {
		foreach (['127.0.0.1:443', '[::1]:443', 'proxy:80'] as $address) {
			self::assertSame($address, Route::via($address)->address);
		}
	}

	/** @dataProvider nonsense */
	public function testRefusesOtherThings(string $text): void {
		$this->expectException(\InvalidArgumentException::class);
		Route::via($text);
	}

	public static function nonsense(): array {
		return [['localhost'], ['::1:443'], ['http://a:80'], ['a b:1'], [':80'], ['a:'], ['a:123456'], ["a:1\r\nx"]];
	}

	public function testKeepsTheWayWhenVerificationIsGivenUp(): void {
		$route = Route::via('127.0.0.1:443')->unverified();
		self::assertSame('127.0.0.1:443', $route->address);
		self::assertFalse($route->verify);
		self::assertTrue(Route::direct()->verify);
		self::assertSame('/run/x', Route::socket('/run/x')->unverified()->socket);
	}
}
