<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: function array_find (8.4)

echo array_find([1], fn ($a) => true);
