<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** Whether both count the same users of a storage. */
class DatabaseTest extends SelfTestCase {
	public function testThePushServerSeesAnotherDatabase(): void {
		$checks = $this->test(['mapping' => 2], users: 3);
		self::assertStringContainsString('does not see the database', $checks['database']->summary);
		self::assertStringContainsString('it counts 2 users, Nextcloud counts 3', $checks['database']->detail);
		self::assertStringContainsString('dbtableprefix', self::repair($checks['database']));
	}

	public function testThePushServerCountsTheSame(): void {
		self::assertSame('endpoint:hint', self::trouble($this->test(['mapping' => 3], users: 3)));
	}

	public function testNobodyHasAStorageYet(): void {
		$checks = $this->test(users: null);
		self::assertSame(Status::Hint, $checks['database']->status);
	}
}
