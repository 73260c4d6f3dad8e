<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IConfig {

	public function setSystemValue($key, $value);

	public function getSystemValue($key, $default = '');

	public function getSystemValueBool(string $key, bool $default = false): bool;

	public function getSystemValueInt(string $key, int $default = 0): int;

	public function getSystemValueString(string $key, string $default = ''): string;
}
