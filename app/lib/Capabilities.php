<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

use OCP\Capabilities\IPublicCapability;
use OCP\IURLGenerator;
use OCP\IUserSession;

/**
 * Tells clients that there is a push server, and where.
 *
 * A client that reads this stops polling, so nothing is told while the push server is known to be dead.
 */
class Capabilities implements IPublicCapability {
	private const TYPES = ['files', 'activities', 'notifications'];

	public function __construct(
		private readonly Endpoint $endpoint,
		private readonly Heartbeat $heartbeat,
		private readonly IURLGenerator $urls,
		private readonly IUserSession $userSession,
	) {
	}

	/** @return array<string, array<string, mixed>> */
	public function getCapabilities(): array {
		$websocket = $this->endpoint->websocket();
		if ($websocket === '' || $this->heartbeat->isKnownDead()) {
			return [];
		}
		$capability = [];
		$endpoints = ['websocket' => $websocket];
		if ($this->userSession->isLoggedIn()) {
			$capability['type'] = self::TYPES;
			$endpoints['pre_auth'] = $this->urls->linkToRouteAbsolute('notify_push.session.preAuth');
		}
		if ($this->heartbeat->announcesSessions()) {
			$endpoints['anon_pre_auth'] = $this->urls->linkToRouteAbsolute('notify_push.session.anonPreAuth');
		}
		if (count($endpoints) === 1) {
			return [];
		}
		$capability['endpoints'] = $endpoints;
		return ['notify_push' => $capability];
	}
}
