<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/**
 * A program that runs for a while beside us. No shell is involved. Its output goes to a temporary file, so that it never
 * blocks on us and we never on it.
 */
final class Program {
	private const OUTPUT_LIMIT = 4096;

	/** @var resource|null */
	private $process = null;
	/** @var resource */
	private $log;
	private ?int $status = null;
	private string $startError = '';

	/**
	 * @param list<string> $command
	 * @param array<string, string> $environment in addition to our own
	 */
	public function __construct(
		private readonly array $command,
		array $environment = [],
	) {
		$this->log = tmpfile() ?: throw new \RuntimeException('no temporary file can be created');
		set_error_handler(function (int $level, string $text): bool {
			$this->startError = (string)preg_replace('/^proc_open\(\): /', '', $text);
			return true;
		});
		try {
			$process = proc_open(
				$command,
				[['file', '/dev/null', 'r'], $this->log, $this->log],
				$pipes,
				null,
				$environment + getenv(),
			);
			$this->process = is_resource($process) ? $process : null;
		} finally {
			restore_error_handler();
		}
	}

	public function __destruct() {
		$this->stop();
	}

	public function isRunning(): bool {
		if ($this->process === null) {
			return false;
		}
		$state = proc_get_status($this->process);
		if (!$state['running'] && $this->status === null) {
			// Only the first look after the end knows the status.
			$this->status = $state['signaled'] ? 128 + $state['termsig'] : $state['exitcode'];
		}
		return $state['running'];
	}

	/** @return ?int exit status; null when it did not end in time or never began */
	public function waitForEnd(float $timeout): ?int {
		$deadline = microtime(true) + $timeout;
		while ($this->isRunning() && microtime(true) < $deadline) {
			usleep(5000);
		}
		return $this->status;
	}

	public function failedToStart(): bool {
		// PHP before 8.3 starts a child that finds out by itself, and ends with 127.
		return $this->process === null && $this->status === null || $this->status === 127 || $this->status === 126;
	}

	/** The end of what it said. */
	public function output(): string {
		if (!is_resource($this->log)) {
			return $this->startError;
		}
		$size = (int)(fstat($this->log)['size'] ?? 0);
		$text = (string)@file_get_contents(
			stream_get_meta_data($this->log)['uri'],
			false,
			null,
			max(0, $size - self::OUTPUT_LIMIT),
		);
		$text = trim($this->startError . ' ' . mb_scrub($text, 'UTF-8'));
		return $text === '' && $this->failedToStart() ? $this->guess() : $text;
	}

	/** A child that could not become the program tells nobody why. */
	private function guess(): string {
		return match (true) {
			!is_file($this->command[0]) => 'No such file',
			!is_executable($this->command[0]) => 'Permission denied',
			default => 'the system refuses it, or its loader is missing',
		};
	}

	public function stop(): void {
		if ($this->isRunning()) {
			proc_terminate($this->process, 15);
			$this->waitForEnd(6.0);
			if ($this->isRunning()) {
				proc_terminate($this->process, 9);
				$this->waitForEnd(1.0);
			}
		}
		if ($this->process !== null) {
			proc_close($this->process);
			$this->process = null;
		}
	}
}
