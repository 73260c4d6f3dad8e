<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Settings;

use OCP\IL10N;
use OCP\IURLGenerator;
use OCP\Settings\IIconSection;

/** "Client Push" in the list of the administration's pages. */
class AdminSection implements IIconSection {
	public const ID = 'notify_push';

	public function __construct(
		private readonly IL10N $l,
		private readonly IURLGenerator $urls,
	) {
	}

	public function getID(): string {
		return self::ID;
	}

	public function getName(): string {
		return $this->l->t('Client Push');
	}

	public function getPriority(): int {
		return 60;
	}

	public function getIcon(): string {
		return $this->urls->imagePath('notify_push', 'app-dark.svg');
	}
}
