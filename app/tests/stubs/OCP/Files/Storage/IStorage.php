<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Storage;

interface IStorage {

	public function getId();

	public function instanceOfStorage(string $class);

	public function getCache(string $path = '', ?\OCP\Files\Storage\IStorage $storage = null);
}
