<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCP\EventDispatcher\Event;
use OCP\Files\Config\Event\UserMountAddedEvent;
use OCP\Files\Config\Event\UserMountRemovedEvent;
use OCP\Files\Config\Event\UserMountUpdatedEvent;
use OCP\Files\Config\ICachedMountInfo;
use OCP\Files\Events\InvalidateMountCacheEvent;
use OCP\ICacheFactory;
use OCP\IMemcache;
use OCP\IUser;
use OCP\IUserManager;
use Psr\Log\LoggerInterface;

/**
 * Mounts that come, go or move.
 *
 * Older servers notice them only when the user's next request looks at the files, which is after the share event, and
 * the push server has to learn of the new row. But a mount that came and went by turns would then make the client look,
 * and its looking make the mount change: so a user is told once in ten seconds at most. Nothing is lost by that, because
 * the push server looks at a user's mounts again for half a minute after each such event.
 */
class MountListener extends SafeListener {
	private const PAUSE = 10;
	/** With more users than this, "everybody's mounts may have changed" is left to the events of the single mounts */
	private const SMALL_INSTANCE = 500;

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
		private readonly ICacheFactory $caches,
		private readonly IUserManager $users,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if ($event instanceof UserMountAddedEvent || $event instanceof UserMountRemovedEvent) {
			$this->tell($event->mountPoint->getUser()->getUID());
		} elseif ($event instanceof UserMountUpdatedEvent) {
			if ($this->isVisible($event->oldMountPoint, $event->newMountPoint)) {
				$this->tell($event->newMountPoint->getUser()->getUID());
			}
		} elseif ($event instanceof InvalidateMountCacheEvent) {
			$user = $event->getUser();
			$user === null ? $this->tellEverybody() : $this->collector->addShareUpdate($user->getUID());
		}
	}

	/** Most updates only note which provider made a mount. */
	private function isVisible(ICachedMountInfo $old, ICachedMountInfo $new): bool {
		return $old->getRootId() !== $new->getRootId()
			|| $old->getStorageId() !== $new->getStorageId()
			|| $old->getMountPoint() !== $new->getMountPoint();
	}

	private function tell(string $userId): void {
		$cache = $this->caches->createDistributed('notify_push');
		if (!$cache instanceof IMemcache || $cache->add('mounts.' . $userId, 1, self::PAUSE)) {
			$this->collector->addShareUpdate($userId);
		}
	}

	private function tellEverybody(): void {
		if ($this->users->countSeenUsers() > self::SMALL_INSTANCE) {
			return;
		}
		$this->users->callForSeenUsers(function (IUser $user): void {
			$this->collector->addShareUpdate($user->getUID());
		});
	}
}
