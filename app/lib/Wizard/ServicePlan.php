<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** Everything that a service needs to know to run the push server. */
final class ServicePlan {
	/**
	 * @param string $binary absolute path of the program
	 * @param bool $hasConfigParts whether config.php has companions `*.config.php`
	 * @param bool $feedsWatchdog whether the program tells systemd that it lives
	 */
	public function __construct(
		public readonly string $binary,
		public readonly string $configFile,
		public readonly bool $hasConfigParts,
		public readonly Listen $listen,
		public readonly string $user,
		public readonly string $group,
		public readonly bool $feedsWatchdog,
	) {
	}

	/** @return list<string> the command, word by word */
	public function command(): array {
		$where = $this->listen->isUnix()
			? ['--socket-path', (string)$this->listen->socket]
			: ['--bind', (string)$this->listen->host, '--port', (string)$this->listen->port];
		return [$this->binary, ...$where, ...($this->hasConfigParts ? ['--glob-config'] : []), $this->configFile];
	}

	/** The folder of the socket, where it is one of those that vanish with a reboot. */
	public function runtimeFolder(): ?string {
		$folder = dirname((string)$this->listen->socket);
		return preg_match('#^(?:/var)?/run/[^/]+#', $folder) === 1 ? $folder : null;
	}
}
