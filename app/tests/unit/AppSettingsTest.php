<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Tests\Tools\ArrayConfig;
use PHPUnit\Framework\TestCase;

class AppSettingsTest extends TestCase {
	private ArrayConfig $config;
	private AppSettings $settings;

	protected function setUp(): void {
		$this->config = new ArrayConfig();
		$this->settings = new AppSettings($this->config);
	}

	public function testDefaults(): void {
		$this->assertSame('', $this->settings->getString('a'));
		$this->assertSame(0, $this->settings->getInt('a'));
		$this->assertFalse($this->settings->getBool('a'));
		$this->assertTrue($this->settings->getBool('a', true));
	}

	public function testWhatWasWrittenIsRead(): void {
		$this->settings->setString('s', 'text', true);
		$this->settings->setInt('i', 5);
		$this->settings->setBool('b', true);
		$this->assertSame('text', $this->settings->getString('s'));
		$this->assertSame(5, $this->settings->getInt('i'));
		$this->assertTrue($this->settings->getBool('b'));
		$this->settings->delete('s');
		$this->assertSame('none', $this->settings->getString('s', 'none'));
	}

	/** Values that another release, or an administrator, stored with another type. */
	public function testOtherTypesAreReadAsWhatTheyMean(): void {
		$this->config->values = ['cookie' => '42', 'on' => '1', 'off' => '0', 'yes' => 'yes', 'number' => 7];
		$this->assertSame(42, $this->settings->getInt('cookie'));
		$this->assertTrue($this->settings->getBool('on'));
		$this->assertFalse($this->settings->getBool('off', true));
		$this->assertTrue($this->settings->getBool('yes'));
		$this->assertSame('7', $this->settings->getString('number'));
	}

	public function testOtherTypesAreReplaced(): void {
		$this->config->values = ['cookie' => 'text', 'on' => '1', 'endpoint' => 7];
		$this->settings->setInt('cookie', 42);
		$this->settings->setBool('on', false);
		$this->settings->setString('endpoint', 'https://x');
		$this->assertSame(['cookie' => 42, 'on' => false, 'endpoint' => 'https://x'], $this->config->values);
	}

	public function testRefreshForgetsWhatIsCached(): void {
		$this->settings->refresh();
		$this->assertSame(1, $this->config->clearances);
	}
}
