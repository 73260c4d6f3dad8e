<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Capabilities;

interface IPublicCapability extends \OCP\Capabilities\ICapability {
}
