<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Protocol;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\SelfTest\Status;
use PHPUnit\Framework\TestCase;

class CheckTest extends TestCase {
	public function testOnlyAPassOrAHintCarriesFurtherHops(): void {
		self::assertTrue(Check::pass('a')->carries());
		self::assertTrue(Check::hint('a')->carries());
		self::assertFalse(Check::fail('a')->carries());
		self::assertFalse(Check::skipped('a')->carries());
		self::assertTrue(Check::fail('a')->failed());
		self::assertFalse(Check::hint('a')->failed());
	}

	public function testARunPassesWhenEveryHopCarries(): void {
		self::assertTrue(Runner::passed(['a' => Check::pass('a'), 'b' => Check::hint('b')]));
		self::assertFalse(Runner::passed(['a' => Check::pass('a'), 'b' => Check::fail('b')]));
		self::assertFalse(Runner::passed(['a' => Check::pass('a'), 'b' => Check::skipped('b')]));
	}

	public function testGoesToTheBrowserWithoutWhatOnlyTheWizardNeeds(): void {
		$check = Check::fail('sum', 'det', ['line'], ['trusted_proxies' => ['::1']]);
		self::assertSame(
			['status' => 'fail', 'summary' => 'sum', 'detail' => 'det', 'repair' => ['line']],
			$check->jsonSerialize(),
		);
		self::assertSame(Status::Fail, $check->status);
		self::assertSame(['::1'], $check->missing['trusted_proxies']);
	}

	public function testTheProtocolLevelIsWhatStandsBeforeTheSecondDot(): void {
		self::assertSame('1.4', Protocol::level('1.4.100'));
		self::assertSame('1.4', Protocol::level(" 1.4\n"));
		self::assertSame('2.10', Protocol::level('2.10.0-beta.1'));
	}
}
