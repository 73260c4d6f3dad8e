<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * One link on the way of an event from Nextcloud to a client, and how it is tried.
 */
interface Hop {
	/**
	 * A short name that other hops and the administration page use.
	 */
	public function id(): string;

	/**
	 * Translated name of the link.
	 */
	public function title(): string;

	/**
	 * @return list<string> ids of hops without which this one cannot be tried
	 */
	public function needs(): array;

	/**
	 * Never throws for what the network or a server does.
	 */
	public function run(Context $context): Check;
}
