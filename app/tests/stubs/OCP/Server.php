<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

final class Server {
	/** @var array<string, object> what the test puts in; only here */
	public static array $services = [];

	public static function get(string $serviceName) {
		return self::$services[$serviceName];
	}
}
