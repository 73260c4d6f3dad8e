<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\EventDispatcher;

class Event {

	public function __construct() {
	}
}
