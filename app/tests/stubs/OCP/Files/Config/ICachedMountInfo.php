<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Config;

interface ICachedMountInfo {

	public function getUser(): \OCP\IUser;

	public function getStorageId(): int;

	public function getRootId(): int;

	public function getMountPoint(): string;
}
