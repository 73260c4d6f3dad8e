<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Group\Events;

class BeforeGroupDeletedEvent extends \OCP\EventDispatcher\Event {
	private \OCP\IGroup $group;

	public function __construct(\OCP\IGroup $group) {
		$this->group = $group;
	}

	public function getGroup(): \OCP\IGroup {
		return $this->group;
	}
}
