<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Bootstrap;

interface IRegistrationContext {

	public function registerCapability(string $capability): void;

	public function registerService(string $name, callable $factory, bool $shared = true): void;

	public function registerServiceAlias(string $alias, string $target): void;

	public function registerEventListener(string $event, string $listener, int $priority = 0): void;

	public function registerNotifierService(string $notifierClass): void;

	public function registerSetupCheck(string $setupCheckClass): void;
}
