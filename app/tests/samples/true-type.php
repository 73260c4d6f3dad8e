<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: type true by itself

function a(true $a): void {
}
