<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files\Cache;

interface ICache {

	public function getNumericStorageId();
}
