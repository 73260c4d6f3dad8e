<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Controller;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Controller\TestController;
use OCA\NotifyPush\Tests\Tools\ArrayConfig;
use OCA\NotifyPush\Tests\Tools\RecordingQueue;
use OCP\App\IAppManager;
use OCP\IRequest;
use PHPUnit\Framework\TestCase;

class TestControllerTest extends TestCase {
	private RecordingQueue $queue;
	private ArrayConfig $config;

	protected function setUp(): void {
		$this->queue = new RecordingQueue();
		$this->queue->values['test-token'] = 'secret';
		$this->config = new ArrayConfig();
		$this->config->values[AppSettings::COOKIE] = 4_294_967_295;
	}

	private function controller(array $headers = ['token' => 'secret', 'x-forwarded-for' => '1.2.3.4']): TestController {
		$request = $this->createMock(Request::class);
		$request->server = ['REMOTE_ADDR' => '10.0.0.1'];
		$request->method('getHeader')->willReturnCallback(fn (string $name) => $headers[strtolower($name)] ?? '');
		$request->method('getRemoteAddress')->willReturn('1.2.3.4');
		$apps = $this->createMock(IAppManager::class);
		$apps->method('getAppVersion')->with('notify_push')->willReturn('1.4.100');
		return new TestController('notify_push', $request, $this->queue, new AppSettings($this->config), $apps);
	}

	public function testCookieIsFreshAndBare(): void {
		$answer = $this->controller()->cookie();
		$this->assertSame([200, '4294967295'], [$answer->getStatus(), $answer->render()]);
		$this->assertSame(1, $this->config->clearances);
	}

	public function testRemoteAnswersTheClientAndKeepsTheEvidence(): void {
		$answer = $this->controller()->remote();
		$this->assertSame([200, '1.2.3.4'], [$answer->getStatus(), $answer->render()]);
		$this->assertSame('1.2.3.4', $this->queue->values['notify_push_forwarded_header']);
		$this->assertSame('10.0.0.1', $this->queue->values['notify_push_remote']);
	}

	public function testVersionNeedsNoToken(): void {
		$this->assertSame(200, $this->controller([])->version()->getStatus());
		$this->assertSame('1.4.100', $this->queue->values['notify_push_app_version']);
	}

	/** @dataProvider strangers */
	public function testStrangersAreRefused(mixed $expected, string $given): void {
		$this->queue->values['test-token'] = $expected;
		foreach (['cookie', 'remote'] as $route) {
			$answer = $this->controller(['token' => $given])->$route();
			$this->assertSame([403, ''], [$answer->getStatus(), $answer->render()]);
		}
		$this->assertArrayNotHasKey('notify_push_remote', $this->queue->values);
	}

	public function strangers(): array {
		return [
			'wrong' => ['secret', 'guess'], 'none' => ['secret', ''], 'no test is running' => [false, ''],
			'no test is running, and a guess' => [false, 'x'], 'empty' => ['', ''], 'no Redis' => [null, ''],
		];
	}
}

/** The request has the server's variables as a magic property. */
abstract class Request implements IRequest {
	public array $server = [];
}
