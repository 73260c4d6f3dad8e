<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * How a hop ended. A hint works, but could be better; only `Fail` makes the self-test fail.
 */
enum Status: string {
	case Pass = 'pass';
	case Hint = 'hint';
	case Fail = 'fail';
	case Skipped = 'skipped';
}
