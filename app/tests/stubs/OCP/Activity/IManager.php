<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Activity;

interface IManager {

	public function registerConsumer(\Closure $callable): void;
}
