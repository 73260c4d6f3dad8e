<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface ICacheFactory {

	public function createDistributed(string $prefix = ''): \OCP\ICache;

	public function createLocal(string $prefix = ''): \OCP\ICache;
}
