<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: property of an enumeration

enum A: string {
	case B = "b";
}
class C {
	public const D = A::B->value;
}
