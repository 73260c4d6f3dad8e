<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Event;

use OCP\Activity\IConsumer;
use OCP\Activity\IEvent;

/** Tells users about new activities of theirs. */
class ActivityConsumer implements IConsumer {
	public function __construct(
		private readonly Collector $collector,
	) {
	}

	/** @return void */
	public function receive(IEvent $event) {
		$this->collector->add('notify_activity', ['user' => $event->getAffectedUser()]);
	}
}
