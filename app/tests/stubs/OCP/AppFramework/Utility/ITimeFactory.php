<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Utility;

interface ITimeFactory {

	public function getTime(): int;
}
