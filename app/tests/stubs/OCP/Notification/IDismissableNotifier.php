<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface IDismissableNotifier extends \OCP\Notification\INotifier {

	public function dismissNotification(\OCP\Notification\INotification $notification): void;
}
