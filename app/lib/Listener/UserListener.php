<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Share\Recipients;
use OCP\EventDispatcher\Event;
use OCP\Share\IManager;
use OCP\Share\IShare;
use OCP\User\Events\BeforeUserDeletedEvent;
use OCP\User\Events\UserDeletedEvent;
use Psr\Log\LoggerInterface;

/** The shares of a user who is deleted vanish without an event of their own: their recipients are told here. */
class UserListener extends SafeListener {
	private const TYPES = [IShare::TYPE_USER, IShare::TYPE_GROUP, IShare::TYPE_CIRCLE, IShare::TYPE_ROOM, IShare::TYPE_DECK];
	private const PAGE = 100;

	/** @var array<string, array<string, string>> by the user who is being deleted */
	private array $bereaved = [];

	public function __construct(
		LoggerInterface $logger,
		private readonly Collector $collector,
		private readonly IManager $shares,
		private readonly Recipients $recipients,
	) {
		parent::__construct($logger);
	}

	protected function on(Event $event): void {
		if ($event instanceof BeforeUserDeletedEvent) {
			$userId = $event->getUser()->getUID();
			$this->bereaved[$userId] = $this->recipientsOfAll($userId);
		} elseif ($event instanceof UserDeletedEvent) {
			$userId = $event->getUser()->getUID();
			foreach ($this->bereaved[$userId] ?? [] as $recipient) {
				$this->collector->addShareUpdate($recipient);
			}
			unset($this->bereaved[$userId]);
		}
	}

	/** @return array<string, string> */
	private function recipientsOfAll(string $userId): array {
		$found = [];
		foreach (self::TYPES as $type) {
			$groups = [];
			foreach ($this->sharesBy($userId, $type) as $share) {
				$group = '/' . $share->getSharedWith();
				if ($type === IShare::TYPE_GROUP && isset($groups[$group])) {
					// Hundreds of files may be shared with the whole company, whose members are known by now.
					continue;
				}
				$groups[$group] = true;
				$found += $this->recipientsOf($share);
			}
		}
		unset($found['/' . $userId]);
		return $found;
	}

	/** @return \Generator<int, IShare> */
	private function sharesBy(string $userId, int $type): \Generator {
		if (!$this->shares->shareProviderExists($type)) {
			return;
		}
		for ($offset = 0; true; $offset += self::PAGE) {
			$page = $this->shares->getSharesBy($userId, $type, null, true, self::PAGE, $offset);
			foreach ($page as $share) {
				yield $share;
			}
			if (count($page) < self::PAGE) {
				return;
			}
		}
	}

	/** @return array<string, string> by themselves, with a slash so that numbers stay text */
	private function recipientsOf(IShare $share): array {
		$found = [];
		try {
			foreach ($this->recipients->of($share) as $recipient) {
				$found['/' . $recipient] = $recipient;
			}
		} catch (\Throwable) {
			// One share of many whose file is gone already: the others count.
		}
		return $found;
	}
}
