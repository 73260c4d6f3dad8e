<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface ICache {

	public function get($key);

	public function set($key, $value, $ttl = 0);
}
