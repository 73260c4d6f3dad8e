<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: constant in a trait

trait A {
	public const B = 1;
}
