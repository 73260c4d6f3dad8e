<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCP\App\IAppManager;

/**
 * The program of the push server: where it is, and whether it can run here.
 *
 * Updates of apps lose the run bit, copies get truncated, and packages for another machine get installed; each of these
 * ends in a message of the kernel that helps nobody.
 */
class Binary {
	/** Machine numbers of ELF that we are likely to meet */
	private const MACHINES = [3 => 'i686', 40 => 'armv7', 62 => 'x86_64', 183 => 'aarch64', 243 => 'riscv64'];
	/** The one of a machine, by its name in the words of any system, and the one of its 32-bit programs */
	private const OWN = [
		'/^(x86_64|amd64)$/' => [62, 3],
		'/^i\d86$/' => [3, 3],
		'/^(aarch64|arm64)/' => [183, 40],
		'/^arm/' => [40, 40],
		'/^riscv/' => [243, 243],
	];

	private const COPY_AGAIN = ['occ app:update notify_push   # or copy the file again'];

	public function __construct(
		private readonly IAppManager $apps,
		private readonly Platform $platform,
	) {
	}

	/** Where the app brings its program for this machine. */
	public function bundled(): string {
		return $this->apps->getAppPath('notify_push') . '/bin/' . $this->platform->architecture() . '/notify_push';
	}

	/** How to call it in a shell: by the path of the bundled one, if there is one. */
	public function command(): string {
		$bundled = $this->bundled();
		return is_file($bundled) ? Shell::word($bundled) : 'notify_push';
	}

	/**
	 * Make sure that it is there, for this machine, and allowed to run.
	 *
	 * @return string its version
	 * @throws Obstacle
	 */
	public function verify(string $path): string {
		clearstatcache(true, $path);
		if (!is_file($path)) {
			throw new Obstacle("There is no push server at $path", [
				'# install the app\'s package for ' . $this->platform->architecture() . ', or build it and name it:',
				'occ notify_push:setup --binary=/path/to/notify_push',
			]);
		}
		$this->verifyFormat($path);
		if (!is_executable($path) && !@chmod($path, 0755)) {
			throw new Obstacle("$path has lost its permission to run", ['chmod +x ' . Shell::word($path)]);
		}
		return $this->version($path);
	}

	private function verifyFormat(string $path): void {
		$head = (string)@file_get_contents($path, false, null, 0, 64);
		if (str_starts_with($head, '#!')) {
			return;
		}
		if (!str_starts_with($head, "\x7fELF") || !self::hasSegments($head, (int)filesize($path))) {
			throw new Obstacle("$path is no program: the file is damaged", self::COPY_AGAIN);
		}
		$number = unpack(ord($head[5]) === 2 ? 'n' : 'v', substr($head, 18, 2))[1];
		$own = preg_replace('/^fbsd_/', '', $this->platform->architecture());
		if (!$this->mayRun($own, $number)) {
			$machine = self::MACHINES[$number] ?? "machine $number";
			throw new Obstacle("$path is made for $machine, and this machine is $own", [
				"# use the one for $own: bin/" . $this->platform->architecture() . '/notify_push',
			]);
		}
	}

	/**
	 * Whether the table of segments is there: without it the kernel takes the file for no program, and the C library
	 * then for a shell's script.
	 */
	private static function hasSegments(string $head, int $length): bool {
		$isWide = ord($head[4] ?? "\0") === 2;
		if (strlen($head) < ($isWide ? 64 : 52)) {
			return false;
		}
		$isBigEndian = ord($head[5]) === 2;
		[$long, $short] = $isBigEndian ? ['N', 'n'] : ['V', 'v'];
		// The lower half of the place: no program has it beyond 4 GiB, and PHP with 32 bits knows no longer numbers.
		$start = unpack($long, $head, $isWide ? ($isBigEndian ? 36 : 32) : 28)[1];
		[, $size, $count] = unpack("{$short}2", $head, $isWide ? 54 : 42);
		return $start > 0 && $count > 0 && $start + $size * $count <= $length;
	}

	/** A program for another machine has to be refused before it is tried, for the same reason. */
	private function mayRun(string $machine, int $number): bool {
		foreach (self::OWN as $pattern => [$own, $narrow]) {
			if (preg_match($pattern, $machine) === 1) {
				return $number === $own || ($number === $narrow && $this->platform->isNarrow());
			}
		}
		return !isset(self::MACHINES[$number]);
	}

	private function version(string $path): string {
		if (!function_exists('proc_open')) {
			throw new Obstacle('PHP may not start programs (disable_functions has proc_open)', [
				'# allow it for the command line, or start the push server yourself and use',
				'occ notify_push:setup https://cloud.example.com/push',
			]);
		}
		$trial = new Program([$path, '--version']);
		$code = $trial->waitForEnd(5.0);
		$output = $trial->output();
		$trial->stop();
		if ($code === 0 && preg_match('/^notify_push (\d+\.\d+\.\d+\S*)/m', $output, $match) === 1) {
			return $match[1];
		}
		throw match (true) {
			$trial->failedToStart() => new Obstacle("$path cannot be started: " . $trial->output(), [
				'findmnt -T ' . Shell::word($path) . ' -o TARGET,OPTIONS   # "noexec" forbids it',
				'ldd ' . Shell::word($path) . '   # "not found" names what is missing',
			]),
			$code === null => new Obstacle("$path does not answer to --version"),
			$code > 128 => new Obstacle(
				"$path is damaged, or made for a newer processor: it ended with signal " . ($code - 128),
				self::COPY_AGAIN,
			),
			default => new Obstacle("$path --version failed with status $code: $output"),
		};
	}
}
