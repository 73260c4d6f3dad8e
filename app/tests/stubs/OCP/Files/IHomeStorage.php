<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files;

interface IHomeStorage extends \OCP\Files\Storage\IStorage {

	public function getUser(): \OCP\IUser;
}
