<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use OCP\AppFramework\Utility\ITimeFactory;

/** A clock that the test moves. */
final class FixedClock implements ITimeFactory {
	public function __construct(
		public int $now = 1_700_000_000,
	) {
	}

	public function getTime(): int {
		return $this->now;
	}
}
