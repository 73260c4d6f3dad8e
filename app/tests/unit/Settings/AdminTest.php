<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Settings;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Settings\Admin;
use OCA\NotifyPush\Settings\AdminSection;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCA\NotifyPush\Wizard\Platform;
use OCP\AppFramework\Services\IInitialState;
use OCP\IURLGenerator;
use OCP\Util;

class AdminTest extends PushServerTestCase {
	private array $state = [];

	private function urls(): IURLGenerator {
		$urls = $this->createStub(IURLGenerator::class);
		$urls->method('linkToRoute')->willReturnCallback(fn (string $route) => "/index.php/$route");
		$urls->method('imagePath')->willReturnCallback(fn (string $app, string $file) => "/apps/$app/img/$file");
		return $urls;
	}

	private function admin(string $request = 'http://localhost/'): Admin {
		$state = $this->createStub(IInitialState::class);
		$state->method('provideInitialState')->willReturnCallback(function (string $key, mixed $data): void {
			$this->state[$key] = $data;
		});
		$platform = $this->createStub(Platform::class);
		$platform->method('user')->willReturn('www run');
		return new Admin($this->saved($request), $this->runner(), $this->apps(), $state, $this->urls(), $this->l(), $platform);
	}

	public function testThePageComesWithItsDataItsStyleAndItsScripts(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'https://cloud.example.com/push';
		Util::$assets = [];
		$form = $this->admin()->getForm();
		self::assertSame(['notify_push', 'admin', ''], [$form->getApp(), $form->getTemplateName(), $form->getRenderAs()]);
		self::assertSame('wss://cloud.example.com/push/ws', $this->state['admin']['webSocket']);
		self::assertSame('1.4.100', $this->state['admin']['appVersion']);
		self::assertCount(11, $this->state['admin']['hops']);
		self::assertSame('/index.php/notify_push.admin.selfTest', $this->state['admin']['urls']['selfTest']);
		foreach (Util::$assets as $asset) {
			[, $name, $type] = preg_split('#[/.]#', $asset);
			self::assertFileExists(dirname(__DIR__, 3) . "/$type/$name.$type");
		}
		self::assertContains('notify_push/admin.css', Util::$assets);
		self::assertSame('notify_push/admin.js', end(Util::$assets), 'what the others need comes first');
	}

	/** @dataProvider addresses */
	public function testThePageTestsWhatItsBrowserIsTold(string $setting): void {
		$this->app[AppSettings::BASE_ENDPOINT] = $setting;
		$this->admin('http://b.example.com/')->getForm();
		self::assertSame('http://b.example.com/push', $this->state['admin']['endpoint']);
		self::assertSame('ws://b.example.com/push/ws', $this->state['admin']['webSocket']);
	}

	public static function addresses(): array {
		return [
			'with a slash at the end' => ['http://b.example.com/push/'],
			'a path' => ['/push'],
			'one of several' => ['https://a.example.com/push, http://b.example.com/push'],
		];
	}

	public function testBeforeTheSetupThereIsNoAddress(): void {
		$this->admin()->getForm();
		self::assertSame('', $this->state['admin']['webSocket']);
		self::assertSame("sudo -u 'www run' php occ notify_push:setup", $this->state['admin']['setupCommand']);
	}

	public function testThePageStandsInASectionOfItsOwn(): void {
		$section = new AdminSection($this->l(), $this->urls());
		self::assertSame($section->getID(), $this->admin()->getSection());
		self::assertSame('Client Push', $section->getName());
		self::assertSame([], $this->admin()->getAuthorizedAppConfig());
		self::assertSame('Client Push', $this->admin()->getName());
		foreach ([$section->getPriority(), $this->admin()->getPriority()] as $priority) {
			self::assertTrue($priority >= 0 && $priority < 100);
		}
		self::assertFileExists(dirname(__DIR__, 3) . str_replace('/apps/notify_push', '', $section->getIcon()));
	}
}
