<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface IApp {

	public function notify(\OCP\Notification\INotification $notification): void;

	public function markProcessed(\OCP\Notification\INotification $notification): void;

	public function getCount(\OCP\Notification\INotification $notification): int;
}
