<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Migration;

interface IRepairStep {

	public function getName();

	public function run(\OCP\Migration\IOutput $output);
}
