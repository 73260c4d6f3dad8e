<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Config\Event;

class UserMountAddedEvent extends \OCP\EventDispatcher\Event {
	public readonly \OCP\Files\Config\ICachedMountInfo $mountPoint;

	public function __construct(\OCP\Files\Config\ICachedMountInfo $mountPoint) {
		$this->mountPoint = $mountPoint;
	}
}
