<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

/**
 * Whether events were lost since the push server was last asked to make up for them, shared by all processes of this
 * machine.
 *
 * The push server cannot know: its own connection to Redis may have been fine all the time. So an empty file beside
 * that of Outage is the reminder. It outlives the outage itself (which may end with a value that is read, by somebody
 * who has nothing to publish), and needs no room on a disk that is full. Nextcloud hands out no temporary folder that
 * cannot be written; should the file be refused all the same, this process' own memory has to do.
 *
 * Who asks moves the file aside first, so that what is lost meanwhile makes a new one, and locks it, so that nobody
 * asks twice. It is removed once Redis took the question. A lock ends with its process: what a process that died left
 * aside is found by the next one.
 */
class Missed {
	private readonly string $aside;
	private bool $isOwn = false;
	/** @var resource|null the file aside, locked, while this process asks */
	private $claim = null;

	public function __construct(
		private readonly string $file,
	) {
		$this->aside = $file . '.asking';
	}

	/** Events were lost. */
	public function note(): void {
		if ($this->isThere($this->file)) {
			return;
		}
		$handle = is_link($this->file) ? false : @fopen($this->file, 'x');
		if ($handle !== false) {
			fclose($handle);
		} elseif (!$this->isThere($this->file)) {
			$this->isOwn = true;
		}
	}

	/** Whether the caller shall ask now; if so, settle() has to follow. */
	public function claim(): bool {
		foreach ([$this->file, $this->aside] as $path) {
			if ($this->isThere($path) && $this->take($path)) {
				return true;
			}
		}
		return $this->isOwn;
	}

	/** @param bool $isAsked whether Redis took the question */
	public function settle(bool $isAsked): void {
		if ($isAsked) {
			$this->isOwn = false;
		}
		if ($this->claim === null) {
			return;
		}
		// Without a name when a later claim has replaced it.
		if ($isAsked && fstat($this->claim)['nlink'] > 0) {
			@unlink($this->aside);
		}
		fclose($this->claim);
		$this->claim = null;
	}

	private function take(string $path): bool {
		$handle = @fopen($path, 'r');
		if ($handle === false) {
			return false;
		}
		if (flock($handle, LOCK_EX | LOCK_NB) && fstat($handle)['nlink'] > 0 && @rename($path, $this->aside)) {
			$this->claim = $handle;
			return true;
		}
		fclose($handle);
		return false;
	}

	private function isThere(string $path): bool {
		clearstatcache(true, $path);
		return is_file($path) && !is_link($path);
	}
}
