<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework;

class App {
	private string $name;

	public function __construct(string $appName, array $urlParams = []) {
		$this->name = $appName;
	}
}
