<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Share\TeamMembers;
use OCP\EventDispatcher\Event;
use Psr\Log\LoggerInterface;

/**
 * Who joins or leaves a team, in person or through a group in it, sees other shares than before.
 *
 * Teams are an app of their own, so its events are known by name and by what they can do.
 */
class TeamListener extends SafeListener {
	public const JOINED = 'OCA\Circles\Events\MembershipsCreatedEvent';
	public const LEFT = 'OCA\Circles\Events\MembershipsRemovedEvent';

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
		private readonly TeamMembers $members,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if (!method_exists($event, 'getMemberships')) {
			return;
		}
		$ids = array_map(fn ($membership) => $membership->getSingleId(), $event->getMemberships());
		foreach ($this->members->named($ids) as $userId) {
			$this->collector->addShareUpdate($userId);
		}
	}
}
