<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Bootstrap;

interface IBootstrap {

	public function register(\OCP\AppFramework\Bootstrap\IRegistrationContext $context): void;

	public function boot(\OCP\AppFramework\Bootstrap\IBootContext $context): void;
}
