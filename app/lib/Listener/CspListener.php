<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Endpoint;
use OCP\AppFramework\Http\EmptyContentSecurityPolicy;
use OCP\EventDispatcher\Event;
use OCP\Security\CSP\AddContentSecurityPolicyEvent;
use Psr\Log\LoggerInterface;

/** Lets the pages of Nextcloud open a WebSocket to the push server. */
class CspListener extends SafeListener {
	public function __construct(
		LoggerInterface $logger,
		private readonly Endpoint $endpoint,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		$origin = $this->endpoint->origin();
		if ($event instanceof AddContentSecurityPolicyEvent && $origin !== '') {
			$policy = new EmptyContentSecurityPolicy();
			$policy->addAllowedConnectDomain($origin);
			$event->addPolicy($policy);
		}
	}
}
