<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCA\NotifyPush\SelfTest\Hop\Server;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\Net\Route;

/**
 * Whether a push server lives at an address.
 *
 * Asked with a token that nobody knows: some servers answer with a number, some with 400 or 403, and each of these is
 * life.
 */
class LifeProbe {
	public function __construct(
		private readonly HttpClient $http,
	) {
	}

	public function isAlive(string $url, Route $route, float $timeout = 2.0): bool {
		return $this->ask($url, $route, $timeout) === null;
	}

	/** @return ?string null when it lives, otherwise what was found instead */
	public function ask(string $url, Route $route, float $timeout = 2.0): ?string {
		try {
			$token = ['token' => bin2hex(random_bytes(16))];
			$reply = $this->http->request('GET', rtrim($url, '/') . '/test/cookie', $token, $route, $timeout);
		} catch (Failure $e) {
			return $e->getMessage();
		}
		return Server::isPushServer($reply) ? null : Server::seen($reply);
	}

	public function waitFor(Listen $listen, float $timeout, ?Program $while = null): bool {
		$deadline = microtime(true) + $timeout;
		do {
			if ($this->isAlive($listen->url(), $listen->route(), 1.0)) {
				return true;
			}
			usleep(50000);
		} while (microtime(true) < $deadline && ($while === null || $while->isRunning()));
		return false;
	}
}
