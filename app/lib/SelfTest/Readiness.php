<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;

/**
 * What the push server says about its own links, at an address that needs no token.
 *
 * Without its Redis it cannot tell a right token from a wrong one, so nothing else that it answers shows the
 * difference between no Redis and another one.
 */
class Readiness {
	public function __construct(
		private readonly HttpClient $http,
	) {
	}

	/**
	 * @return ?bool whether the push server has its Redis; null when it does not say (the other implementation, or a
	 *               proxy that keeps the address to itself)
	 */
	public function hasRedis(Context $context): ?bool {
		try {
			$reply = $this->http->request('GET', $context->url('/readyz'), [], $context->route);
		} catch (Failure) {
			return null;
		}
		if (preg_match('/^redis: (ok|down)\b/m', $reply->body, $match) !== 1 || $reply->isHtml()) {
			return null;
		}
		return $match[1] === 'ok';
	}
}
