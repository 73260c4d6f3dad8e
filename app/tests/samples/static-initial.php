<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: static variable

function a(): int {
	static $b = strlen("b");
	return $b;
}
