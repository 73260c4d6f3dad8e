<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: disjunctive normal form

function a((Countable&Iterator)|null $a): void {
}
