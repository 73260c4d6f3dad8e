<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Migration;

interface IOutput {

	public function debug(string $message): void;

	public function info($message);

	public function warning($message);

	public function startProgress($max = 0);

	public function advance($step = 1, $description = '');

	public function finishProgress();
}
