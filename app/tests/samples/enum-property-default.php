<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: property of an enumeration

function a(string $b = Suit::Hearts->value): void {
}
