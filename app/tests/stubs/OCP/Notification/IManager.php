<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface IManager extends \OCP\Notification\IApp, \OCP\Notification\IPreloadableNotifier {

	public function registerApp(string $appClass): void;
}
