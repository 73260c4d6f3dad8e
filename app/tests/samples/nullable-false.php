<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: type false by itself

function a(): ?false {
	return false;
}
