<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Group\Events;

class UserRemovedEvent extends \OCP\EventDispatcher\Event {
	private \OCP\IGroup $group;
	private \OCP\IUser $user;

	public function __construct(\OCP\IGroup $group, \OCP\IUser $user) {
		$this->group = $group;
		$this->user = $user;
	}

	public function getGroup(): \OCP\IGroup {
		return $this->group;
	}

	public function getUser(): \OCP\IUser {
		return $this->user;
	}
}
