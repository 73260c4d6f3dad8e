<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Migration;

use OCA\NotifyPush\Migration\BinaryCheck;
use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Platform;
use OCP\App\IAppManager;
use OCP\Migration\IOutput;
use PHPUnit\Framework\TestCase;

/** With real files that are run for real. */
class BinaryCheckTest extends TestCase {
	private string $folder;
	/** @var list<string> kind and text */
	private array $said = [];

	protected function setUp(): void {
		$this->folder = sys_get_temp_dir() . '/notify_push_app_' . bin2hex(random_bytes(6));
		mkdir($this->folder . '/bin', 0755, true);
	}

	protected function tearDown(): void {
		array_map('unlink', glob($this->folder . '/bin/*/notify_push'));
		array_map('rmdir', glob($this->folder . '/bin/*'));
		rmdir($this->folder . '/bin');
		rmdir($this->folder);
	}

	private function program(string $architecture, string $content): string {
		mkdir("$this->folder/bin/$architecture");
		file_put_contents("$this->folder/bin/$architecture/notify_push", $content);
		chmod("$this->folder/bin/$architecture/notify_push", 0644);
		return "$this->folder/bin/$architecture/notify_push";
	}

	private function check(): void {
		$apps = $this->createMock(IAppManager::class);
		$apps->method('getAppPath')->willReturn($this->folder);
		$apps->method('getAppVersion')->willReturn('1.4.100');
		$output = $this->createMock(IOutput::class);
		foreach (['info', 'warning'] as $kind) {
			$output->method($kind)->willReturnCallback(function (string $text) use ($kind): void {
				$this->said[] = "$kind: $text";
			});
		}
		$step = new BinaryCheck(new Binary($apps, new Platform()), $apps);
		$this->assertNotSame('', $step->getName());
		$step->run($output);
	}

	private function own(): string {
		return (new Platform())->architecture();
	}

	public function testRunBitsAreSetForEveryArchitecture(): void {
		$own = $this->program($this->own(), "#!/bin/sh\necho notify_push 1.4.100\n");
		$other = $this->program('fbsd_other', 'x');
		$this->check();
		clearstatcache();
		$this->assertTrue(is_executable($own) && is_executable($other));
		$this->assertSame(["info: Push server 1.4.100 is ready to run: $own"], $this->said);
	}

	public function testOldProgramInANewPackageIsToldOf(): void {
		$this->program($this->own(), "#!/bin/sh\necho notify_push 1.3.0\n");
		$this->check();
		$this->assertStringStartsWith('warning: ', $this->said[0]);
		$this->assertStringContainsString('1.3.0', $this->said[0]);
	}

	public function testDamagedProgramIsToldOf(): void {
		$this->program($this->own(), '<html>404 Not Found</html>');
		$this->check();
		$this->assertCount(1, $this->said);
		$this->assertStringStartsWith('warning: ', $this->said[0]);
		$this->assertStringContainsString('; try: occ app:update notify_push', $this->said[0]);
	}

	public function testNoUpdateFailsOverThis(): void {
		$apps = $this->createMock(IAppManager::class);
		$apps->method('getAppPath')->willThrowException(new \RuntimeException('there is no such app'));
		$output = $this->createMock(IOutput::class);
		$output->expects($this->once())->method('warning')->with($this->stringContains('there is no such app'));
		(new BinaryCheck(new Binary($apps, new Platform()), $apps))->run($output);
	}

	public function testProgramOfAnotherMachineIsToldOf(): void {
		$elf = substr_replace((string)file_get_contents('/bin/true'), pack('v', 0x16), 18, 2);
		$this->program($this->own(), $elf);
		$this->check();
		$this->assertStringStartsWith('warning: ', $this->said[0]);
		$this->assertStringContainsString('is made for machine 22', $this->said[0]);
	}

	public function testPackageWithoutAProgramForThisMachineIsFine(): void {
		$this->check();
		$this->assertStringStartsWith('info: ', $this->said[0]);
	}
}
