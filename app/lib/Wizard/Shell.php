<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** Words of commands that people read and copy: quoted only where a shell would take them for something else. */
final class Shell {
	public static function word(string $word): string {
		return preg_match('#^[\w/.,:@%+=-]+$#D', $word) === 1 ? $word : "'" . str_replace("'", "'\\''", $word) . "'";
	}

	/** @param list<string> $words */
	public static function line(array $words): string {
		return implode(' ', array_map(self::word(...), $words));
	}
}
