<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\SetupCheck;

interface ISetupCheck {

	public function getCategory(): string;

	public function getName(): string;

	public function run(): \OCP\SetupCheck\SetupResult;
}
