<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework;

abstract class Controller {
	protected $appName;
	protected $request;

	public function __construct($appName, \OCP\IRequest $request) {
		$this->appName = $appName;
		$this->request = $request;
	}
}
