<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Share\Recipients;
use OCP\EventDispatcher\Event;
use OCP\IUserSession;
use OCP\Share\Events\BeforeShareDeletedEvent;
use OCP\Share\Events\ShareAcceptedEvent;
use OCP\Share\Events\ShareCreatedEvent;
use OCP\Share\Events\ShareDeletedEvent;
use OCP\Share\Events\ShareDeletedFromSelfEvent;
use OCP\Share\IShare;
use Psr\Log\LoggerInterface;

/**
 * Whoever gains or loses a share, or whose share moves or changes.
 *
 * Events that older servers lack are known by name only, and recognised by what they can do.
 */
class ShareListener extends SafeListener {
	public const MOVED = 'OCP\Share\Events\ShareMovedEvent';
	public const TRANSFERRED = 'OCP\Share\Events\ShareTransferredEvent';
	public const ACCESS_UPDATED = 'OCA\Files_Sharing\Event\UserShareAccessUpdatedEvent';

	/** @var array<string, list<string>> recipients of the shares that are being deleted */
	private array $leaving = [];

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
		private readonly Recipients $recipients,
		private readonly IUserSession $userSession,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if ($event instanceof BeforeShareDeletedEvent) {
			// A team's share is still there to be asked about; its recipients are told when it is gone.
			$share = $event->getShare();
			$this->leaving[$share->getFullId()] = iterator_to_array($this->recipients->of($share), false);
		} elseif ($event instanceof ShareDeletedEvent) {
			$this->deleted($event->getShare());
		} elseif ($event instanceof ShareAcceptedEvent || $event instanceof ShareDeletedFromSelfEvent) {
			$this->changedForOne($event->getShare());
		} elseif (is_a($event, self::MOVED)) {
			$this->tell([$event->getUser()->getUID()]);
		} elseif (is_a($event, self::ACCESS_UPDATED)) {
			// Early releases of Nextcloud 33 name a single user.
			$users = method_exists($event, 'getUsers') ? $event->getUsers() : [$event->getUser()];
			$this->tell(array_map(fn ($user) => $user->getUID(), $users));
		} elseif ($event instanceof ShareCreatedEvent || is_a($event, self::TRANSFERRED)) {
			$this->tell($this->recipients->of($event->getShare()));
		}
	}

	private function deleted(IShare $share): void {
		$id = $share->getFullId();
		$this->tell($this->leaving[$id] ?? $this->recipients->of($share));
		unset($this->leaving[$id]);
	}

	/**
	 * One recipient takes or leaves a share: the others see no difference.
	 *
	 * The event does not say which one, so with a group it is whoever makes the request; unless that is the one who
	 * shares, since a share that is accepted for everybody when it is made has been told to everybody already.
	 */
	private function changedForOne(IShare $share): void {
		$userId = $this->userSession->getUser()?->getUID();
		if ($userId === null || $share->getShareType() === IShare::TYPE_USER) {
			$this->tell($this->recipients->of($share));
		} elseif ($userId !== $share->getSharedBy() && $userId !== $share->getShareOwner()) {
			$this->tell([$userId]);
		}
	}

	/** @param iterable<string> $userIds */
	private function tell(iterable $userIds): void {
		foreach ($userIds as $userId) {
			$this->collector->addShareUpdate($userId);
		}
	}
}
