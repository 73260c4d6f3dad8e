<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: syntax

class A {
	public private(set) int $b = 1;
}
