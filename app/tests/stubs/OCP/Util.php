<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

class Util {
	/** @var list<array> what was connected; only here */
	public static array $hooks = [];
	/** @var list<string> `app/name` of the styles and scripts that were asked for; only here */
	public static array $assets = [];

	public static function connectHook($signalClass, $signalName, $slotClass, $slotName) {
		self::$hooks[] = func_get_args();
		return true;
	}

	public static function addStyle(string $application, ?string $file = null, bool $prepend = false): void {
		self::$assets[] = "$application/$file.css";
	}

	public static function addScript(string $application, ?string $file = null, string $afterAppId = 'core', bool $prepend = false): void {
		self::$assets[] = "$application/$file.js";
	}
}
