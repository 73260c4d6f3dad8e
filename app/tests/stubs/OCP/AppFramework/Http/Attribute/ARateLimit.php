<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

abstract class ARateLimit {
	private int $limit;
	private int $period;

	public function __construct(int $limit, int $period) {
		$this->limit = $limit;
		$this->period = $period;
	}

	public function getLimit(): int {
		return $this->limit;
	}

	public function getPeriod(): int {
		return $this->period;
	}
}
