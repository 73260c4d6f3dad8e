<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: function json_validate (8.3)

namespace A;
echo \json_validate("{}");
