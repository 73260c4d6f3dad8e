<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Cache;

class CacheEntryUpdatedEvent extends \OCP\Files\Cache\AbstractCacheEvent {
}
