<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Event\StorageChange;
use OCP\EventDispatcher\Event;
use OCP\Files\Cache\ICacheEvent;
use OCP\Files\IHomeStorage;
use OCP\Files\Storage\IStorage;
use Psr\Log\LoggerInterface;

/**
 * Files and folders that change, wherever they are stored.
 *
 * Only what users can see counts: not previews and other data of apps, trash, versions, or uploads under way.
 */
class StorageListener extends SafeListener {
	/** A storage that shows a folder of another one as its root */
	private const JAIL = 'OC\Files\Storage\Wrapper\Jail';

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if ($event instanceof ICacheEvent) {
			$this->changed($event);
		} elseif (method_exists($event, 'getCacheEntryRemovedEvents')) {
			foreach ($event->getCacheEntryRemovedEvents() as $single) {
				$this->changed($single);
			}
		}
	}

	private function changed(ICacheEvent $event): void {
		[$storage, $path, $id] = $this->unjailed($event);
		$path = trim($path, '/');
		$top = $this->top($storage, $path);
		if ($top !== null) {
			$this->collector->addStorageChange(new StorageChange($id, $path, $event->getFileId(), $top));
		}
	}

	/** @return array{IStorage, string, int} storage, path and numeric id beneath all jails */
	private function unjailed(ICacheEvent $event): array {
		[$storage, $path, $id] = [$event->getStorage(), $event->getPath(), $event->getStorageId()];
		while ($storage->instanceOfStorage(self::JAIL)) {
			// A wrapper around the jail hands these calls on to it.
			$path = $storage->getUnjailedPath($path);
			$storage = $storage->getUnjailedStorage();
			$id = $storage->getCache()->getNumericStorageId();
		}
		return [$storage, $path, $id];
	}

	/** @return string|null the folder above which nobody looks; null when users do not see the path at all */
	private function top(IStorage $storage, string $path): ?string {
		if (preg_match('/\.ocTransferId\d+\.part$/', $path) === 1) {
			return null;
		}
		if ($storage->instanceOfStorage(IHomeStorage::class)) {
			return $path === 'files' || str_starts_with($path, 'files/') ? 'files' : null;
		}
		if (preg_match('#^(appdata_[^/]*|__groupfolders/(trash|versions))(/|$)#', $path) === 1) {
			return null;
		}
		if (preg_match('#^(trash|versions)(/|$)#', $path) === 1 && $this->isGroupFolder($storage)) {
			return null;
		}
		return preg_match('#^__groupfolders/\d+#', $path, $found) === 1 ? $found[0] : '';
	}

	/** Newer group folders have a storage each, with `files`, `trash` and `versions` side by side. */
	private function isGroupFolder(IStorage $storage): bool {
		return preg_match('#(/__groupfolders/|::groupfolder:)\d+/?$#', $storage->getId()) === 1;
	}
}
