<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** What kind of machine this is, and what on it concerns the push server. */
class Platform {
	private const ARCHITECTURES = [
		'amd64' => 'x86_64',
		'arm64' => 'aarch64',
		'armv7l' => 'armv7',
		'armv8l' => 'armv7',
	];

	/** @param string $root another root than `/` is for tests */
	public function __construct(
		private readonly string $root = '',
	) {
	}

	/** The name of this machine's architecture as the folders below `bin/` have it. */
	public function architecture(string $system = PHP_OS_FAMILY, ?string $machine = null): string {
		$machine ??= php_uname('m');
		// A 32-bit PHP on a 64-bit kernel still wants the program of the kernel's kind: it is a process of its own.
		$name = self::ARCHITECTURES[strtolower($machine)] ?? strtolower($machine);
		return $system === 'BSD' ? 'fbsd_' . strtolower($machine) : $name;
	}

	/** Whether PHP is a 32-bit program, so that others run here, too, whatever the kernel is. */
	public function isNarrow(): bool {
		return PHP_INT_SIZE === 4;
	}

	public function service(): Service {
		return match (true) {
			is_dir($this->root . '/run/systemd/system') => Service::Systemd,
			is_dir($this->root . '/run/openrc') => Service::OpenRC,
			file_exists($this->root . '/.dockerenv'),
			file_exists($this->root . '/run/.containerenv'),
			(string)getenv('container') !== '' => Service::Container,
			default => Service::Plain,
		};
	}

	public function configFile(): string {
		return rtrim(\OC::$configDir, '/') . '/config.php';
	}

	/** Whether config.php has companions that have to be read with it. */
	public function hasConfigParts(): bool {
		return (glob(dirname($this->configFile()) . '/*.config.php') ?: []) !== [];
	}

	/** The user who owns config.php, and so the one who may read it. */
	public function user(): string {
		return $this->name('posix_getpwuid', @fileowner($this->configFile()), 'www-data');
	}

	public function group(): string {
		return $this->name('posix_getgrgid', @filegroup($this->configFile()), 'www-data');
	}

	private function name(string $lookup, int|false $id, string $otherwise): string {
		$entry = $id !== false && function_exists($lookup) ? $lookup($id) : false;
		return is_array($entry) ? $entry['name'] : $otherwise;
	}
}
