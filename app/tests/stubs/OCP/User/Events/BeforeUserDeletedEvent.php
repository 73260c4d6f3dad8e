<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\User\Events;

class BeforeUserDeletedEvent extends \OCP\EventDispatcher\Event {
	private \OCP\IUser $user;

	public function __construct(\OCP\IUser $user) {
		$this->user = $user;
	}

	public function getUser(): \OCP\IUser {
		return $this->user;
	}
}
