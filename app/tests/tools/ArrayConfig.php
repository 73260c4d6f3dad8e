<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use OCP\Exceptions\AppConfigTypeConflictException;
use OCP\IAppConfig;

/** Settings of the app in memory, as particular about types as the server's. */
final class ArrayConfig implements IAppConfig {
	/** @var array<string, mixed> */
	public array $values = [];
	public int $clearances = 0;
	/** @var list<string> names of what is kept out of reports */
	public array $sensitive = [];

	public function getValueString(string $app, string $key, string $default = '', bool $lazy = false): string {
		return $this->typed($key, 'is_string', $default);
	}

	public function getValueInt(string $app, string $key, int $default = 0, bool $lazy = false): int {
		return $this->typed($key, 'is_int', $default);
	}

	public function getValueBool(string $app, string $key, bool $default = false, bool $lazy = false): bool {
		return $this->typed($key, 'is_bool', $default);
	}

	public function setValueString(string $app, string $key, string $value, bool $lazy = false, bool $sensitive = false): bool {
		if ($lazy) {
			throw new \LogicException('this is read as a value that is not lazy');
		}
		if ($sensitive) {
			$this->sensitive[] = $key;
		}
		return $this->store($key, 'is_string', $value);
	}

	public function setValueInt(string $app, string $key, int $value, bool $lazy = false, bool $sensitive = false): bool {
		return $this->store($key, 'is_int', $value);
	}

	public function setValueBool(string $app, string $key, bool $value, bool $lazy = false): bool {
		return $this->store($key, 'is_bool', $value);
	}

	public function deleteKey(string $app, string $key): void {
		unset($this->values[$key]);
	}

	public function getAllValues(string $app, string $prefix = '', bool $filtered = false): array {
		return array_filter($this->values, fn (string $key) => str_starts_with($key, $prefix), ARRAY_FILTER_USE_KEY);
	}

	public function clearCache(bool $reload = false): void {
		$this->clearances++;
	}

	private function typed(string $key, callable $isRight, mixed $default): mixed {
		if (!isset($this->values[$key])) {
			return $default;
		}
		return $isRight($this->values[$key]) ? $this->values[$key] : throw new AppConfigTypeConflictException();
	}

	private function store(string $key, callable $isRight, mixed $value): bool {
		if (isset($this->values[$key]) && !$isRight($this->values[$key])) {
			throw new AppConfigTypeConflictException();
		}
		$this->values[$key] = $value;
		return true;
	}
}
