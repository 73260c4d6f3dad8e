<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: readonly class

final readonly class A {
	public function __construct(public int $a) {
	}
}
