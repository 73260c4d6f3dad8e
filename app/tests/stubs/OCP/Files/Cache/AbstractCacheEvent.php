<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Cache;

class AbstractCacheEvent extends \OCP\EventDispatcher\Event implements \OCP\Files\Cache\ICacheEvent {
	private \OCP\Files\Storage\IStorage $storage;
	private string $path;
	private int $fileId;
	private int $storageId;

	public function __construct(\OCP\Files\Storage\IStorage $storage, string $path, int $fileId, int $storageId) {
		$this->storage = $storage;
		$this->path = $path;
		$this->fileId = $fileId;
		$this->storageId = $storageId;
	}

	public function getStorage(): \OCP\Files\Storage\IStorage {
		return $this->storage;
	}

	public function getPath(): string {
		return $this->path;
	}

	public function setPath(string $path): void {
		$this->path = $path;
	}

	public function getFileId(): int {
		return $this->fileId;
	}

	public function getStorageId(): int {
		return $this->storageId;
	}
}
