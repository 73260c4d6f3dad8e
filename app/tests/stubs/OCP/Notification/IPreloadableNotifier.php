<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

interface IPreloadableNotifier extends \OCP\Notification\INotifier {
}
