<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Heartbeat;
use OCA\NotifyPush\Queue\RedisQueue;
use OCA\NotifyPush\Tests\Tools\ArrayConfig;
use OCA\NotifyPush\Tests\Tools\RecordingQueue;
use PHPUnit\Framework\TestCase;

class HeartbeatTest extends TestCase {
	private const BEAT = '{"version":"1.4.100","protocol":"1.4","started":1,"connections":2}';

	private RecordingQueue $queue;
	private ArrayConfig $config;

	protected function setUp(): void {
		$this->queue = new RecordingQueue();
		$this->config = new ArrayConfig();
	}

	private function heartbeat(): Heartbeat {
		return new Heartbeat($this->queue, new AppSettings($this->config));
	}

	public function testReadsWhatTheServerSays(): void {
		$this->assertNull($this->heartbeat()->read());
		$this->queue->values[Heartbeat::KEY] = self::BEAT;
		$this->assertSame(2, $this->heartbeat()->read()['connections']);
		$this->queue->values[Heartbeat::KEY] = '"text"';
		$this->assertNull($this->heartbeat()->read());
		$this->queue->values[Heartbeat::KEY] = '{broken';
		$this->assertNull($this->heartbeat()->read());
	}

	public function testSilenceMeansNothingBeforeABeatWasSeen(): void {
		$this->assertFalse($this->heartbeat()->isKnownDead());
		$this->heartbeat()->record(true);
		$this->assertTrue($this->heartbeat()->isKnownDead());
		$this->queue->values[Heartbeat::KEY] = self::BEAT;
		$this->assertFalse($this->heartbeat()->isKnownDead());
		unset($this->queue->values[Heartbeat::KEY]);
		$this->heartbeat()->record(false);
		$this->assertFalse($this->heartbeat()->isKnownDead());
	}

	/** @dataProvider absences */
	public function testRedisThatIsAwayForAMomentKillsNobody(bool $isDead, ?int $secondsAway): void {
		$this->heartbeat()->record(true);
		$queue = $this->createMock(RedisQueue::class);
		$queue->method('get')->willReturn(null);
		$queue->method('secondsAway')->willReturn($secondsAway);
		$this->assertSame($isDead, (new Heartbeat($queue, new AppSettings($this->config)))->isKnownDead());
	}

	public function absences(): array {
		return ['there' => [true, null], 'just away' => [false, 0], 'away' => [false, 59], 'gone' => [true, 60]];
	}

	public function testSessionsNeedABeat(): void {
		$this->assertFalse($this->heartbeat()->announcesSessions());
		$this->queue->values[Heartbeat::KEY] = self::BEAT;
		$this->assertTrue($this->heartbeat()->announcesSessions());
		$this->queue->values[Heartbeat::KEY] = '{"version":"1.4.100","sessions":false}';
		$this->assertFalse($this->heartbeat()->announcesSessions());
	}

	public function testOnePageAsksRedisOnce(): void {
		$queue = $this->createMock(RedisQueue::class);
		$queue->expects($this->once())->method('get')->willReturn(self::BEAT);
		$this->config->values[AppSettings::HEARTBEAT_SEEN] = true;
		$heartbeat = new Heartbeat($queue, new AppSettings($this->config));
		$this->assertFalse($heartbeat->isKnownDead());
		$this->assertTrue($heartbeat->announcesSessions());
	}
}
