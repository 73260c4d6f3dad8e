<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Exceptions;

class AppConfigTypeConflictException extends \OCP\Exceptions\AppConfigException {
}
