<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** What is said of an address for clients. */
class EndpointTest extends SelfTestCase {
	/** @dataProvider endpoints */
	public function testTheAddressForClients(string $endpoint, string $status, string $summary): void {
		$check = (new Hop\Endpoint($this->l()))->run($this->context($endpoint));
		self::assertSame($status, $check->status->value);
		self::assertStringContainsString($summary, $check->summary);
	}

	public static function endpoints(): array {
		return [
			['https://cloud.example.com/push', 'pass', 'public, encrypted'],
			['https://cloud.example.com/push/', 'pass', 'public, encrypted'],
			['http://cloud.example.com/push', 'hint', 'without encryption'],
			['https://localhost/push', 'hint', 'only exists on this machine'],
			['http://127.1.2.3:7867', 'hint', 'only exists on this machine'],
			['https://[::1]/push', 'hint', 'only exists on this machine'],
			['', 'fail', 'No address'],
			['wss://cloud.example.com/push', 'fail', 'is not an address'],
			['cloud.example.com/push', 'fail', 'is not an address'],
			['https://user:pass@cloud.example.com/push', 'fail', 'is not an address'],
			['https://cloud.example.com/push?x', 'fail', 'is not an address'],
		];
	}
}
