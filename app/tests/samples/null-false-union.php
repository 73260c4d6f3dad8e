<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: type null|false by itself

function a(): null|false {
	return false;
}
