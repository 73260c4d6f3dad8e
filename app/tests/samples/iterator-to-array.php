<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: iterator_to_array of an array

print_r(iterator_to_array([1]));
