<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

use OCP\AppFramework\Utility\ITimeFactory;
use Psr\Log\LoggerInterface;

/**
 * What is known about a Redis that is away, shared by all processes of this machine.
 *
 * PHP forgets everything between requests, so without a shared memory each request would find out for itself, wait its
 * share, and write its line to the log. A small file in the temporary folder is that memory: it works for web and
 * command line alike, needs no cache (which may be the very Redis that is away), and costs one look per request while
 * all is well. It holds three numbers: since when Redis is away, when that was last logged, and until when nobody
 * should try again. Where it cannot be written, this process' own memory has to do.
 */
class Outage {
	/** How long nobody tries again after an attempt that cost time, in seconds */
	public const HOLD = 2;
	private const LOG_EVERY = 60;
	/** Failures quicker than this (connection refused, say) harm nobody, and are no reason to hold back */
	private const HARMLESS = 0.02;

	/** @var array{int, int, int}|null since, logged, held until; null while all is well */
	private ?array $state = null;
	private bool $isRead = false;

	public function __construct(
		private readonly string $file,
		private readonly LoggerInterface $logger,
		private readonly ITimeFactory $clock,
	) {
	}

	/** Whether an attempt a moment ago took so long that the next one is not due yet. */
	public function isHeld(): bool {
		if (!$this->isRead) {
			$this->read();
		}
		$left = ($this->state[2] ?? 0) - $this->clock->getTime();
		// More than that has a clock that was set back.
		return $left > 0 && $left <= self::HOLD;
	}

	/** Since when Redis is away, as a Unix time stamp; null while it is there as far as anybody knows. */
	public function since(): ?int {
		$this->read();
		return $this->state[0] ?? null;
	}

	/**
	 * An attempt failed.
	 *
	 * @param string $cause shown in the log
	 * @param float $cost what the attempt took, in seconds
	 */
	public function failed(string $cause, float $cost): void {
		$now = $this->clock->getTime();
		$this->read();
		[$since, $logged, $held] = $this->state ?? [$now, 0, 0];
		if ($cost >= self::HARMLESS) {
			$held = $now + self::HOLD;
		}
		$isLogDue = $now - $logged >= self::LOG_EVERY;
		$this->state = [$since, $isLogDue ? $now : $logged, $held];
		$this->write();
		if ($isLogDue) {
			$this->logger->warning(
				'Redis of the push server cannot be reached: ' . $cause . '. Clients hear of changes late until it is back.',
				['app' => 'notify_push'],
			);
		}
	}

	/** An attempt succeeded. */
	public function over(): void {
		if ($this->state !== null) {
			$this->state = null;
			@unlink($this->file);
		}
	}

	private function read(): void {
		$this->isRead = true;
		clearstatcache(true, $this->file);
		if (!is_file($this->file)) {
			// Another process has seen Redis again, unless nothing could be written in the first place.
			$this->state = is_writable(dirname($this->file)) ? null : $this->state;
			return;
		}
		$numbers = sscanf((string)@file_get_contents($this->file, false, null, 0, 100), '%d %d %d');
		if (is_array($numbers) && is_int($numbers[2] ?? null)) {
			$this->state = [$numbers[0], $numbers[1], $numbers[2]];
		}
	}

	private function write(): void {
		if (!is_link($this->file)) {
			@file_put_contents($this->file, implode(' ', $this->state ?? []), LOCK_EX);
		}
	}
}
