<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\WebSocket;
use OCP\ICertificateManager;

/**
 * Opens WebSockets to the push server of a run, trusting the certificates that Nextcloud trusts.
 */
class Connector {
	public function __construct(
		private ICertificateManager $certificates,
	) {
	}

	/**
	 * @throws Failure
	 */
	public function connect(Context $context, float $timeout = 5.0): WebSocket {
		$bundle = $this->certificates->getAbsoluteBundlePath();
		return WebSocket::connect($context->webSocketUrl(), $context->route, is_file($bundle) ? $bundle : '', $timeout);
	}
}
