<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Notification;

use OCA\NotifyPush\Event\Collector;
use OCP\L10N\IFactory;
use OCP\Notification\IDismissableNotifier;
use OCP\Notification\INotification;
use OCP\Notification\UnknownNotificationException;

/** Hears of notifications that their user dismisses; prepares none, since it makes none. */
class Notifier implements IDismissableNotifier {
	public function __construct(
		private readonly Collector $collector,
		private readonly IFactory $languages,
	) {
	}

	public function getID(): string {
		return 'notify_push';
	}

	public function getName(): string {
		return $this->languages->get('notify_push')->t('Client Push');
	}

	public function prepare(INotification $notification, string $languageCode): INotification {
		throw new UnknownNotificationException();
	}

	public function dismissNotification(INotification $notification): void {
		if ($notification->getUser() !== '') {
			$this->collector->add('notify_notification', ['user' => $notification->getUser()]);
		}
		throw new UnknownNotificationException();
	}
}
