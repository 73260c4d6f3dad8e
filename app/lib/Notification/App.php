<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Notification;

use OCA\NotifyPush\Event\Collector;
use OCP\Notification\IApp;
use OCP\Notification\INotification;
use Psr\Log\LoggerInterface;

/** Hears of notifications that are made and that are done with. */
class App implements IApp {
	public function __construct(
		private readonly Collector $collector,
		private readonly Owners $owners,
		private readonly LoggerInterface $logger,
	) {
	}

	public function notify(INotification $notification): void {
		$this->tell($notification->getUser());
	}

	/**
	 * An app may be done with a notification of everybody's, without naming a user. This is called before the
	 * notifications are deleted, so that their owners can still be found.
	 */
	public function markProcessed(INotification $notification): void {
		if ($notification->getUser() !== '') {
			$this->tell($notification->getUser());
			return;
		}
		try {
			foreach ($this->owners->of($notification) as $userId) {
				$this->tell($userId);
			}
		} catch (\Throwable $e) {
			$this->logger->error(
				'Clients may not hear of notifications that are done with: ' . $e->getMessage(),
				['app' => 'notify_push', 'exception' => $e],
			);
		}
	}

	/** Counts what this app keeps: nothing. */
	public function getCount(INotification $notification): int {
		return 0;
	}

	private function tell(string $userId): void {
		if ($userId !== '') {
			$this->collector->add('notify_notification', ['user' => $userId]);
		}
	}
}
