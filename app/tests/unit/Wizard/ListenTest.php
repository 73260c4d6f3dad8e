<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Listen;
use PHPUnit\Framework\TestCase;

class ListenTest extends TestCase {
	/** @dataProvider places */
	public function testUnderstandsPlaces(string $text, string $same, string $url): void {
		$listen = Listen::fromString($text);
		self::assertSame($same, $listen->toString());
		self::assertSame($url, $listen->url());
		self::assertSame(str_starts_with($text, '/') ? $text : null, $listen->route()->socket);
		self::assertSame($same, Listen::fromString($listen->toString())->toString());
	}

	public static function places(): array {
		return [
			['7867', '127.0.0.1:7867', 'http://127.0.0.1:7867'],
			['0.0.0.0:80', '0.0.0.0:80', 'http://127.0.0.1:80'],
			['[::]:80', '[::]:80', 'http://[::1]:80'],
			['[::1]:7867', '[::1]:7867', 'http://[::1]:7867'],
			['notify_push:7867', 'notify_push:7867', 'http://notify_push:7867'],
			['/run/notify_push/notify_push.sock', '/run/notify_push/notify_push.sock', 'http://localhost'],
		];
	}

	/** @dataProvider nonsense */
	public function testRefusesOtherThings(string $text): void {
		$this->expectException(\InvalidArgumentException::class);
		Listen::fromString($text);
	}

	public static function nonsense(): array {
		return [
			[''], ['0'], ['65536'], ['localhost'], ['a b:1'], ['::1:7867'], ['http://x:1'], ['/run/a b'], ['/run/a;b'],
			['/' . str_repeat('a', 107)],
		];
	}
}
