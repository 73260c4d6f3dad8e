<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Cache;

interface ICacheEvent {

	public function getStorage(): \OCP\Files\Storage\IStorage;

	public function getPath(): string;

	public function setPath(string $path): void;

	public function getFileId(): int;

	public function getStorageId(): int;
}
