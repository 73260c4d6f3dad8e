<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: class Random\Randomizer

use Random\Randomizer;
$a = new Randomizer();
