<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\AppInfo;

use OCA\NotifyPush\AppInfo\Application;
use OCA\NotifyPush\Capabilities;
use OCA\NotifyPush\Notification\App as NotificationApp;
use OCA\NotifyPush\Notification\Notifier;
use OCA\NotifyPush\Queue\IBatchQueue;
use OCA\NotifyPush\Queue\IQueue;
use OCA\NotifyPush\SetupCheck\ClientPush;
use OCP\Activity\IManager as IActivityManager;
use OCP\AppFramework\Bootstrap\IBootContext;
use OCP\AppFramework\Bootstrap\IRegistrationContext;
use OCP\EventDispatcher\IEventListener;
use OCP\Notification\IManager as INotificationManager;
use OCP\Util;
use PHPUnit\Framework\TestCase;

class ApplicationTest extends TestCase {
	/** @var array<string, list<mixed>> what was registered, by method */
	private array $registered = [];

	private function register(): void {
		$context = $this->createMock(IRegistrationContext::class);
		$methods = ['registerCapability', 'registerService', 'registerServiceAlias', 'registerEventListener',
			'registerNotifierService', 'registerSetupCheck'];
		foreach ($methods as $method) {
			$context->method($method)->willReturnCallback(function (...$arguments) use ($method): void {
				$this->registered[$method][] = $arguments;
			});
		}
		(new Application())->register($context);
	}

	public function testEveryEventHasAListenerThatExists(): void {
		$this->register();
		$events = [];
		foreach ($this->registered['registerEventListener'] as [$event, $listener]) {
			$this->assertTrue(is_subclass_of($listener, IEventListener::class), $listener);
			$this->assertStringStartsNotWith('\\', $event);
			$events[] = $event;
		}
		$this->assertSame($events, array_unique($events));
		$this->assertNotContains('OCP\Files\Cache\CacheInsertEvent', $events, 'gone in 35');
		$this->assertNotContains('OCP\Files\Cache\CacheUpdateEvent', $events, 'gone in 35');
		$this->assertCount(25, $events);
	}

	public function testServicesOfOtherApps(): void {
		$this->register();
		$this->assertContains([IQueue::class, IBatchQueue::class], $this->registered['registerServiceAlias']);
		$this->assertSame([[Capabilities::class]], $this->registered['registerCapability']);
		$this->assertSame([[Notifier::class]], $this->registered['registerNotifierService']);
		$this->assertSame([[ClientPush::class]], $this->registered['registerSetupCheck']);
	}

	public function testBootConnectsActivitiesNotificationsAndTheHook(): void {
		$activities = $this->createMock(IActivityManager::class);
		$activities->expects($this->once())->method('registerConsumer');
		$notifications = $this->createMock(INotificationManager::class);
		$notifications->expects($this->once())->method('registerApp')->with(NotificationApp::class);
		$context = $this->createMock(IBootContext::class);
		$context->method('injectFn')->willReturnCallback(fn (callable $fn) => $fn($activities, $notifications));
		Util::$hooks = [];
		(new Application())->boot($context);
		$this->assertCount(1, Util::$hooks);
	}

	/** What info.xml and routes.php name has to be there, and info.xml is where the version of everything lives. */
	public function testEverythingNamedExists(): void {
		$info = simplexml_load_file(__DIR__ . '/../../../appinfo/info.xml');
		$this->assertSame('NotifyPush', (string)$info->namespace);
		$this->assertMatchesRegularExpression('/^1\.4\.\d+$/', (string)$info->version);
		$classes = array_map('strval', array_merge(
			$info->xpath('//command'),
			$info->xpath('//step'),
			$info->xpath('//settings/*'),
		));
		$this->assertCount(10, $classes);
		foreach ($classes as $class) {
			$this->assertFileExists(__DIR__ . '/../../../lib/' . str_replace('\\', '/', substr($class, strlen('OCA\NotifyPush\\'))) . '.php');
		}
		foreach ((require __DIR__ . '/../../../appinfo/routes.php')['routes'] as $route) {
			[$controller, $method] = explode('#', $route['name']);
			$this->assertTrue(method_exists('OCA\NotifyPush\Controller\\' . ucfirst($controller) . 'Controller', $method), $route['name']);
		}
	}
}
