<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Queue;

use OCA\NotifyPush\Queue\Outage;
use OCA\NotifyPush\Tests\Tools\FixedClock;
use OCA\NotifyPush\Tests\Tools\RecordingLogger;
use PHPUnit\Framework\TestCase;

class OutageTest extends TestCase {
	private const SLOW = 0.08;
	private const QUICK = 0.001;

	private string $file;
	private FixedClock $clock;
	private RecordingLogger $log;

	protected function setUp(): void {
		$this->file = tempnam(sys_get_temp_dir(), 'outage');
		unlink($this->file);
		$this->clock = new FixedClock();
		$this->log = new RecordingLogger();
	}

	protected function tearDown(): void {
		@unlink($this->file);
	}

	/** Another process of the same machine. */
	private function process(): Outage {
		return new Outage($this->file, $this->log, $this->clock);
	}

	public function testAllIsWellAtFirst(): void {
		$this->assertFalse($this->process()->isHeld());
		$this->assertNull($this->process()->since());
		$this->assertFileDoesNotExist($this->file);
	}

	public function testSlowFailureHoldsEverybodyBackForAMoment(): void {
		$this->process()->failed('gone', self::SLOW);
		$this->assertTrue($this->process()->isHeld());
		$this->clock->now += Outage::HOLD;
		$this->assertFalse($this->process()->isHeld());
	}

	public function testAClockThatIsSetBackHoldsNobodyForLonger(): void {
		$this->process()->failed('gone', self::SLOW);
		$this->clock->now -= 3600;
		$this->assertFalse($this->process()->isHeld());
	}

	public function testQuickFailureHoldsNobodyBack(): void {
		$this->process()->failed('refused', self::QUICK);
		$this->assertFalse($this->process()->isHeld());
		$this->assertSame($this->clock->now, $this->process()->since());
	}

	public function testIsLoggedOnceAMinuteByAllTogether(): void {
		for ($second = 0; $second < 60; $second++) {
			$this->process()->failed('gone', self::QUICK);
			$this->clock->now++;
		}
		$this->assertCount(1, $this->log->lines);
		$this->assertStringContainsString('gone', $this->log->lines[0]);
		$this->process()->failed('gone', self::QUICK);
		$this->assertCount(2, $this->log->lines);
	}

	public function testKnowsSinceWhen(): void {
		$start = $this->clock->now;
		$this->process()->failed('gone', self::SLOW);
		$this->clock->now += 100;
		$this->process()->failed('gone', self::SLOW);
		$this->assertSame($start, $this->process()->since());
	}

	public function testSuccessAnywhereEndsItEverywhere(): void {
		$waiting = $this->process();
		$waiting->failed('gone', self::SLOW);
		$lucky = $this->process();
		$this->assertTrue($lucky->isHeld());
		$lucky->over();
		$this->assertFalse($lucky->isHeld());
		$this->assertNull($waiting->since());
		$this->assertFalse($waiting->isHeld());
		$this->assertFileDoesNotExist($this->file);
	}

	public function testWithoutAFileTheProcessRemembersForItself(): void {
		$outage = new Outage('/proc/nowhere/file', $this->log, $this->clock);
		$outage->failed('gone', self::SLOW);
		$outage->failed('gone', self::SLOW);
		$this->assertTrue($outage->isHeld());
		$this->assertNotNull($outage->since());
		$this->assertCount(1, $this->log->lines);
	}

	public function testFollowsNoLink(): void {
		$target = tempnam(sys_get_temp_dir(), 'target');
		symlink($target, $this->file);
		$this->process()->failed('gone', self::SLOW);
		$this->assertSame('', file_get_contents($target));
		unlink($target);
	}

	public function testGarbageInTheFileIsNoOutage(): void {
		file_put_contents($this->file, 'garbage');
		$this->assertFalse($this->process()->isHeld());
		$this->assertNull($this->process()->since());
	}
}
