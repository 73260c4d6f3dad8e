<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IMemcache extends \OCP\ICache {

	public function add($key, $value, $ttl = 0);
}
