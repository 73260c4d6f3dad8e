<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** Something that keeps the wizard from going on, and the lines that remove it. */
final class Obstacle extends \RuntimeException {
	/** @param list<string> $repair */
	public function __construct(
		string $message,
		public readonly array $repair = [],
	) {
		parent::__construct($message);
	}
}
