<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: type null by itself

function a(): null {
	return null;
}
