<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Share\GroupMembers;
use OCP\EventDispatcher\Event;
use OCP\Group\Events\BeforeGroupDeletedEvent;
use OCP\Group\Events\GroupDeletedEvent;
use OCP\Group\Events\UserAddedEvent;
use OCP\Group\Events\UserRemovedEvent;
use Psr\Log\LoggerInterface;

/** Who joins or leaves a group, or whose group disappears, sees other shares than before. */
class GroupListener extends SafeListener {
	/** @var array<string, list<string>> members of the groups that are being deleted */
	private array $orphans = [];

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
		private readonly GroupMembers $members,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if ($event instanceof UserAddedEvent || $event instanceof UserRemovedEvent) {
			$this->collector->add('notify_group_membership_update', [
				'user' => $event->getUser()->getUID(),
				'group' => $event->getGroup()->getGID(),
			]);
		} elseif ($event instanceof BeforeGroupDeletedEvent) {
			// Its members can be told apart only now, and shall be told only when it is gone.
			$group = $event->getGroup()->getGID();
			$this->orphans[$group] = iterator_to_array($this->members->of($group), false);
		} elseif ($event instanceof GroupDeletedEvent) {
			$group = $event->getGroup()->getGID();
			foreach ($this->orphans[$group] ?? [] as $userId) {
				$this->collector->addShareUpdate($userId);
			}
			unset($this->orphans[$group]);
		}
	}
}
