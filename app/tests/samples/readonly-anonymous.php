<?php

// SPDX-License-Identifier: AGPL-3.0-or-later
// wrong: syntax

return new readonly class {
};
