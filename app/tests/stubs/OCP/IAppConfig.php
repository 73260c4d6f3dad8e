<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IAppConfig {

	public function getAllValues(string $app, string $prefix = '', bool $filtered = false): array;

	public function getValueString(string $app, string $key, string $default = '', bool $lazy = false): string;

	public function getValueInt(string $app, string $key, int $default = 0, bool $lazy = false): int;

	public function getValueBool(string $app, string $key, bool $default = false, bool $lazy = false): bool;

	public function setValueString(string $app, string $key, string $value, bool $lazy = false, bool $sensitive = false): bool;

	public function setValueInt(string $app, string $key, int $value, bool $lazy = false, bool $sensitive = false): bool;

	public function setValueBool(string $app, string $key, bool $value, bool $lazy = false): bool;

	public function deleteKey(string $app, string $key): void;

	public function clearCache(bool $reload = false): void;
}
