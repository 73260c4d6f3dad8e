<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Notification;

class UnknownNotificationException extends \InvalidArgumentException {
}
