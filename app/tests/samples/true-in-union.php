<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: type true

function a(int|true $a): void {
}
