<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface INotifier {

	public function getID(): string;

	public function getName(): string;

	public function prepare(\OCP\Notification\INotification $notification, string $languageCode): \OCP\Notification\INotification;
}
