<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Share\Events;

class ShareAcceptedEvent extends \OCP\EventDispatcher\Event {
	private \OCP\Share\IShare $share;

	public function __construct(\OCP\Share\IShare $share) {
		$this->share = $share;
	}

	public function getShare(): \OCP\Share\IShare {
		return $this->share;
	}
}
