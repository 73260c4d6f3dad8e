<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

#[\Attribute(4)]
class UserRateLimit extends \OCP\AppFramework\Http\Attribute\ARateLimit {
}
