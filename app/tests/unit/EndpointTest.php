<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Endpoint;
use OCA\NotifyPush\Tests\Tools\ArrayConfig;
use OCP\IRequest;
use OCP\IURLGenerator;
use PHPUnit\Framework\TestCase;

class EndpointTest extends TestCase {
	private function endpoint(string $setting, string $host = 'cloud.example.org', string $own = 'https://cloud.example.org/'): Endpoint {
		$config = new ArrayConfig();
		$config->values[AppSettings::BASE_ENDPOINT] = $setting;
		$request = $this->createMock(IRequest::class);
		$request->method('getServerHost')->willReturn($host);
		$urls = $this->createMock(IURLGenerator::class);
		$urls->method('getAbsoluteURL')->with('/')->willReturn($own);
		return new Endpoint(new AppSettings($config), $request, $urls);
	}

	/** @dataProvider endpoints */
	public function testAddresses(string $setting, string $base, string $websocket, string $origin): void {
		$endpoint = $this->endpoint($setting);
		$this->assertSame([$base, $websocket, $origin], [$endpoint->base(), $endpoint->websocket(), $endpoint->origin()]);
	}

	public function endpoints(): array {
		return [
			'not set up' => ['', '', '', ''],
			'secure' => ['https://h/push', 'https://h/push', 'wss://h/push/ws', 'wss://h'],
			'slash at the end' => ['https://h/push/', 'https://h/push', 'wss://h/push/ws', 'wss://h'],
			'insecure, with a port' => ['http://h:7867', 'http://h:7867', 'ws://h:7867/ws', 'ws://h:7867'],
			'capitals' => ['HTTPS://H/push', 'HTTPS://H/push', 'wss://H/push/ws', 'wss://H'],
			'IPv6' => ['https://[::1]:8/push', 'https://[::1]:8/push', 'wss://[::1]:8/push/ws', 'wss://[::1]:8'],
			'spaces around' => [" https://h/push\n", 'https://h/push', 'wss://h/push/ws', 'wss://h'],
			'http in the name' => ['https://http.org/http', 'https://http.org/http', 'wss://http.org/http/ws', 'wss://http.org'],
			'path alone' => [
				'/push', 'https://cloud.example.org/push', 'wss://cloud.example.org/push/ws', 'wss://cloud.example.org',
			],
		];
	}

	public function testOneOfSeveralByTheHostOfTheRequest(): void {
		$setting = 'https://a.example.org/push, https://b.example.org:8443/push';
		$this->assertSame('https://a.example.org/push', $this->endpoint($setting, 'a.example.org')->base());
		$this->assertSame('https://b.example.org:8443/push', $this->endpoint($setting, 'B.example.org:8443')->base());
		$this->assertSame('https://a.example.org/push', $this->endpoint($setting, 'c.example.org')->base());
		$this->assertSame('https://a.example.org/push', $this->endpoint($setting, '')->base());
	}

	public function testAPathFollowsTheAddressOfTheRequestWithoutItsFolder(): void {
		$endpoint = $this->endpoint('/push/', 'b', 'http://b:8080/nextcloud/');
		$this->assertSame('ws://b:8080/push/ws', $endpoint->websocket());
	}
}
