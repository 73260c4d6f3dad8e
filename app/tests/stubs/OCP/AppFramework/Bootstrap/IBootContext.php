<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Bootstrap;

interface IBootContext {

	public function getAppContainer(): \OCP\AppFramework\IAppContainer;

	public function getServerContainer(): \OCP\IServerContainer;

	public function injectFn(callable $fn);
}
