<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** What the caller of the wizard has decided beforehand; null leaves it to the wizard or to the person. */
final class Wishes {
	/**
	 * @param bool $changesConfig whether missing entries may be added to config.php without asking
	 * @param float $wait how long to wait for the service and the proxy where nobody can be asked, in seconds
	 */
	public function __construct(
		public readonly ?string $binary = null,
		public readonly ?Listen $listen = null,
		public readonly ?Service $service = null,
		public readonly ?Proxy $proxy = null,
		public readonly ?string $connect = null,
		public readonly bool $changesConfig = false,
		public readonly float $wait = 0.0,
	) {
	}
}
