<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Services;

interface IInitialState {

	public function provideInitialState(string $key, $data): void;

	public function provideLazyInitialState(string $key, \Closure $closure): void;
}
