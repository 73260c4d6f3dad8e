<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Service;
use PHPUnit\Framework\TestCase;

class PlatformTest extends TestCase {
	private string $root;

	protected function setUp(): void {
		$this->root = sys_get_temp_dir() . '/platform-' . bin2hex(random_bytes(4));
		mkdir($this->root . '/run', 0755, true);
		putenv('container');
	}

	protected function tearDown(): void {
		exec('rm -r ' . escapeshellarg($this->root));
		putenv('container');
	}

	/** @dataProvider machines */
	public function testNamesFoldersOfBinaries(string $system, string $machine, string $expected): void {
		self::assertSame($expected, (new Platform())->architecture($system, $machine));
	}

	public static function machines(): array {
		return [
			['Linux', 'x86_64', 'x86_64'], ['Linux', 'aarch64', 'aarch64'], ['Linux', 'arm64', 'aarch64'],
			['Linux', 'armv7l', 'armv7'], ['Linux', 'armv8l', 'armv7'], ['Linux', 'riscv64', 'riscv64'],
			['BSD', 'amd64', 'fbsd_amd64'], ['BSD', 'arm64', 'fbsd_arm64'],
		];
	}

	public function testSeesWhatRunsServicesHere(): void {
		$platform = new Platform($this->root);
		self::assertSame(Service::Plain, $platform->service());
		putenv('container=podman');
		self::assertSame(Service::Container, $platform->service());
		putenv('container');
		touch($this->root . '/.dockerenv');
		self::assertSame(Service::Container, $platform->service());
		mkdir($this->root . '/run/openrc');
		self::assertSame(Service::OpenRC, $platform->service());
		mkdir($this->root . '/run/systemd/system', 0755, true);
		self::assertSame(Service::Systemd, $platform->service());
	}

	public function testFindsTheConfigurationItsPartsAndItsOwner(): void {
		\OC::$configDir = $this->root . '/';
		$platform = new Platform($this->root);
		touch($this->root . '/config.php');
		self::assertSame($this->root . '/config.php', $platform->configFile());
		self::assertFalse($platform->hasConfigParts());
		touch($this->root . '/redis.config.php');
		self::assertTrue($platform->hasConfigParts());
		self::assertSame(posix_getpwuid(posix_geteuid())['name'], $platform->user());
		self::assertSame(posix_getgrgid(posix_getegid())['name'], $platform->group());
	}

	public function testGuessesTheOwnerWhereThereIsNone(): void {
		\OC::$configDir = $this->root . '/nowhere';
		self::assertSame('www-data', (new Platform($this->root))->user());
	}
}
