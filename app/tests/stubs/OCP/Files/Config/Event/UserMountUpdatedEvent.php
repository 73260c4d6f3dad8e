<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Config\Event;

class UserMountUpdatedEvent extends \OCP\EventDispatcher\Event {
	public readonly \OCP\Files\Config\ICachedMountInfo $oldMountPoint;
	public readonly \OCP\Files\Config\ICachedMountInfo $newMountPoint;

	public function __construct(\OCP\Files\Config\ICachedMountInfo $oldMountPoint, \OCP\Files\Config\ICachedMountInfo $newMountPoint) {
		$this->oldMountPoint = $oldMountPoint;
		$this->newMountPoint = $newMountPoint;
	}
}
