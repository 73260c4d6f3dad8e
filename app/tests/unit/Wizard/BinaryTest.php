<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Obstacle;
use OCA\NotifyPush\Wizard\Platform;
use OCP\App\IAppManager;
use PHPUnit\Framework\TestCase;

class BinaryTest extends TestCase {
	private string $file;

	protected function setUp(): void {
		$this->file = sys_get_temp_dir() . '/binary-' . bin2hex(random_bytes(4));
	}

	protected function tearDown(): void {
		@unlink($this->file);
	}

	private function binary(string $architecture = 'x86_64', bool $isNarrow = false): Binary {
		$apps = $this->createStub(IAppManager::class);
		$apps->method('getAppPath')->willReturn('/srv/apps/notify_push');
		$platform = $this->createStub(Platform::class);
		$platform->method('architecture')->willReturn($architecture);
		$platform->method('isNarrow')->willReturn($isNarrow);
		return new Binary($apps, $platform);
	}

	private function assertObstacle(string $message, string $repair, string $architecture = 'x86_64'): void {
		try {
			$this->binary($architecture)->verify($this->file);
			self::fail('verified');
		} catch (Obstacle $e) {
			self::assertStringContainsString($message, $e->getMessage());
			self::assertStringContainsString($repair, implode("\n", $e->repair));
		}
	}

	public function testIsBroughtByTheAppForEachArchitecture(): void {
		self::assertSame('/srv/apps/notify_push/bin/armv7/notify_push', $this->binary('armv7')->bundled());
	}

	public function testTellsItsVersionAndGetsItsRunBitBack(): void {
		file_put_contents($this->file, "#!/bin/sh\necho notify_push 1.4.17\n");
		chmod($this->file, 0644);
		self::assertSame('1.4.17', $this->binary()->verify($this->file));
		self::assertTrue(is_executable($this->file));
	}

	public function testIsMissing(): void {
		$this->assertObstacle('There is no push server at', 'occ notify_push:setup --binary=');
	}

	public function testIsDamaged(): void {
		file_put_contents($this->file, '<html>404 not found, says the download</html>');
		$this->assertObstacle('is no program', 'occ app:update');
		file_put_contents($this->file, "\x7fELF");
		$this->assertObstacle('is no program', 'occ app:update');
	}

	/** A shell would read what the kernel does not take, and do what stands there by chance. */
	public function testIsCutOffWithinItsHeads(): void {
		$whole = (string)file_get_contents('/bin/true');
		$machine = (string)php_uname('m');
		foreach ([20, 63, 64, 100, 300] as $length) {
			file_put_contents($this->file, substr($whole, 0, $length));
			$this->assertObstacle('is no program: the file is damaged', 'occ app:update', $machine);
		}
	}

	public function testIsCutOffLater(): void {
		file_put_contents($this->file, substr((string)file_get_contents('/bin/true'), 0, 5000));
		$this->assertObstacle('is damaged, or made for a newer processor: it ended with signal', 'occ app:update', php_uname('m'));
	}

	public function testIsMadeForAnotherMachine(): void {
		copy('/bin/true', $this->file);
		$this->assertObstacle('is made for ' . php_uname('m') . ', and this machine is riscv64', 'bin/riscv64/notify_push', 'riscv64');
		// A program of a machine with the other order of bytes: 0x0016 is S/390.
		file_put_contents($this->file, self::head(22, true, true));
		$this->assertObstacle('is made for machine 22', 'bin/x86_64');
		file_put_contents($this->file, self::head(20, false, true));
		$this->assertObstacle('is made for machine 20', 'bin/x86_64');
	}

	/** The beginning of a program, with one segment. */
	private static function head(int $machine, bool $isWide = true, bool $isBigEndian = false): string {
		[$long, $short] = $isBigEndian ? [$isWide ? 'J' : 'N', 'n'] : [$isWide ? 'P' : 'V', 'v'];
		$identity = "\x7fELF" . chr($isWide ? 2 : 1) . chr($isBigEndian ? 2 : 1) . "\x01" . str_repeat("\0", 9);
		$size = $isWide ? 64 : 52;
		return $identity . pack("{$short}2", 2, $machine) . str_repeat("\0", $isWide ? 12 : 8)
			. pack($long, $size) . str_repeat("\0", $isWide ? 14 : 10) . pack("{$short}2", 56, 1)
			. str_repeat("\0", 6 + 56);
	}

	/** @dataProvider kinds */
	public function testWhatIsMadeForAMachineIsTriedAndNothingElse(bool $isTried, int $number, string $machine, bool $isNarrow = false): void {
		$verify = new \ReflectionMethod(Binary::class, 'verifyFormat');
		foreach ([true, false] as $isWide) {
			file_put_contents($this->file, self::head($number, $isWide));
			try {
				$verify->invoke($this->binary($machine, $isNarrow), $this->file);
				self::assertTrue($isTried);
			} catch (Obstacle $e) {
				self::assertFalse($isTried, $e->getMessage());
				self::assertStringContainsString('is made for', $e->getMessage());
			}
		}
	}

	public static function kinds(): array {
		return [
			'a small Raspberry Pi' => [true, 40, 'armv6l'],
			'a 32-bit system on a 64-bit kernel' => [true, 40, 'aarch64', true],
			'a 32-bit program on a 64-bit system' => [false, 40, 'aarch64'],
			'an old PC' => [true, 3, 'i586'],
			'a program of a new PC on an old one' => [false, 62, 'i586'],
			'FreeBSD on a PC' => [true, 62, 'fbsd_amd64'],
			'FreeBSD on an old PC' => [true, 3, 'fbsd_i386'],
			'FreeBSD on ARM' => [true, 183, 'fbsd_arm64'],
			'a machine that we know nothing of' => [true, 21, 'ppc64le'],
			'a program that is not for it' => [false, 62, 'ppc64le'],
		];
	}

	public function testIsSomethingElse(): void {
		file_put_contents($this->file, "#!/bin/sh\necho hello\n");
		chmod($this->file, 0755);
		$this->assertObstacle('--version failed with status 0: hello', '');
		file_put_contents($this->file, "#!/bin/sh\necho no such option >&2; exit 2\n");
		$this->assertObstacle('--version failed with status 2: no such option', '');
	}

	public function testLacksItsLoader(): void {
		file_put_contents($this->file, "#!/no/such/interpreter\n");
		chmod($this->file, 0755);
		$this->assertObstacle('cannot be started', 'ldd ');
	}
}
