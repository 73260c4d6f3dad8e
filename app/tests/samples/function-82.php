<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: function ini_parse_quantity (8.2)

echo ini_parse_quantity("1M");
