<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * The protocol level is the part of a version before its second dot: 1.4 of 1.4.17.
 */
final class Protocol {
	public static function level(string $version): string {
		return implode('.', array_slice(explode('.', trim($version)), 0, 2));
	}
}
