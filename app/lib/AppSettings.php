<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

use OCP\Exceptions\AppConfigTypeConflictException;
use OCP\IAppConfig;

/**
 * The app's own settings.
 *
 * Values may have been stored with another type than ours: by another release, by the app that this one replaces or by
 * `occ config:app:set`. The typed interface of the server refuses such values, so a refusal is answered here by reading
 * the value as text, and by replacing it when it is written.
 */
class AppSettings {
	/** Public address of the push server, e.g. `https://cloud.example.org/push`; empty until the app is set up */
	public const BASE_ENDPOINT = 'base_endpoint';
	/** The number that `test/cookie` answers; the self-test changes it */
	public const COOKIE = 'cookie';
	/** Whether this installation's push server is known to write a heartbeat (bool, set by the self-test) */
	public const HEARTBEAT_SEEN = 'heartbeat_seen';
	/** Key of the signatures under the tokens of anonymous sessions */
	public const SESSION_SECRET = 'session_secret';

	private const APP = 'notify_push';

	public function __construct(
		private readonly IAppConfig $config,
	) {
	}

	public function getString(string $key, string $default = ''): string {
		try {
			return $this->config->getValueString(self::APP, $key, $default);
		} catch (AppConfigTypeConflictException) {
			return (string)($this->untyped($key) ?? $default);
		}
	}

	public function getInt(string $key, int $default = 0): int {
		try {
			return $this->config->getValueInt(self::APP, $key, $default);
		} catch (AppConfigTypeConflictException) {
			return (int)($this->untyped($key) ?? $default);
		}
	}

	public function getBool(string $key, bool $default = false): bool {
		try {
			return $this->config->getValueBool(self::APP, $key, $default);
		} catch (AppConfigTypeConflictException) {
			return in_array($this->untyped($key) ?? $default, [true, 1, '1', 'true', 'yes', 'on'], true);
		}
	}

	/** @param bool $sensitive keep the value out of `occ config:list` and of support reports */
	public function setString(string $key, string $value, bool $sensitive = false): void {
		$this->replacing($key, fn () => $this->config->setValueString(self::APP, $key, $value, false, $sensitive));
	}

	public function setInt(string $key, int $value): void {
		$this->replacing($key, fn () => $this->config->setValueInt(self::APP, $key, $value));
	}

	public function setBool(string $key, bool $value): void {
		$this->replacing($key, fn () => $this->config->setValueBool(self::APP, $key, $value));
	}

	public function delete(string $key): void {
		$this->config->deleteKey(self::APP, $key);
	}

	/** Forget what is cached, where a value that another process wrote a moment ago matters. */
	public function refresh(): void {
		$this->config->clearCache();
	}

	private function replacing(string $key, callable $write): void {
		try {
			$write();
		} catch (AppConfigTypeConflictException) {
			$this->config->deleteKey(self::APP, $key);
			$write();
		}
	}

	private function untyped(string $key): mixed {
		return $this->config->getAllValues(self::APP, $key)[$key] ?? null;
	}
}
