<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Event;

/** A file or folder that changed, as its storage knows it. */
final class StorageChange {
	/**
	 * @param int $storage numeric id of the storage
	 * @param string $path in the storage, without slashes at its ends
	 * @param string $top the part of the path above which no user ever looks: `files` in home storages
	 */
	public function __construct(
		public readonly int $storage,
		public readonly string $path,
		public readonly int $fileId,
		public readonly string $top = '',
	) {
	}

	public function identity(): string {
		return $this->storage . ':' . $this->path . ':' . $this->fileId;
	}

	/** @return array{storage: int, path: string, file_id: int} */
	public function message(): array {
		return ['storage' => $this->storage, 'path' => $this->path, 'file_id' => $this->fileId];
	}

	/** @return list<string> the paths of the folders above, nearest first */
	public function ancestors(): array {
		$found = [];
		for ($path = $this->path; $path !== '' && $path !== $this->top;) {
			$path = str_contains($path, '/') ? substr($path, 0, strrpos($path, '/')) : '';
			$found[] = $path;
		}
		return $found;
	}
}
