<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\Queue\NullQueue;
use OCA\NotifyPush\SelfTest\MetricsQuery;
use OCA\NotifyPush\SelfTest\PushRedis;

class PushRedisTest extends PushServerTestCase {
	public function testStoresForAWhileFetchesAndRemoves(): void {
		$redis = $this->redis();
		self::assertTrue($redis->isConfigured());
		$redis->probe();
		self::assertSame(0, $this->raw()->dbSize());
		$redis->store('key', 'value', 30);
		self::assertSame('value', $redis->fetch('key'));
		self::assertEqualsWithDelta(30, $this->raw()->ttl('key'), 1);
		$redis->remove('key');
		self::assertNull($redis->fetch('key'));
	}

	public function testPutsThePrefixOfTheInstanceBeforeEveryName(): void {
		$this->system['notify_push_prefix'] = 'two:';
		$this->redis()->store('key', 'value', 30);
		self::assertSame('value', $this->raw()->get('two:key'));
	}

	public function testSaysHowManyServersHeard(): void {
		self::assertSame(0, $this->redis()->publish('notify_signal', 'reset'));
		$this->startServer();
		self::assertSame(1, $this->redis()->publish('notify_signal', 'reset'));
		self::waitFor(fn () => $this->raw()->get('last_notify_signal') === '"reset"', 'signal');
	}

	public function testWaitsForAKeyAndGivesUpInTime(): void {
		$start = microtime(true);
		self::assertNull($this->redis()->await('late', 0.2));
		self::assertEqualsWithDelta(0.2, microtime(true) - $start, 0.15);
		$writer = proc_open(['/bin/sh', '-c', 'sleep 0.3; redis-cli -s ' . self::$folder . '/redis.sock set late now'], [1 => ['file', '/dev/null', 'w']], $pipes);
		self::assertSame('now', $this->redis()->await('late', 5.0));
		proc_close($writer);
	}

	public function testThrowsWithoutRedis(): void {
		self::assertFalse((new PushRedis(new NullQueue()))->isConfigured());
		$this->expectException(\RuntimeException::class);
		(new PushRedis(new NullQueue()))->fetch('key');
	}

	public function testMetricsComeFreshAndNotFromAnotherTime(): void {
		$this->raw()->set('notify_push_metrics', '{"active_connection_count":99}');
		$query = new MetricsQuery($this->redis());
		$start = microtime(true);
		self::assertNull($query->ask(3.0));
		self::assertLessThan(0.5, microtime(true) - $start, 'nobody listens, so nobody is waited for');
		$this->startServer();
		self::assertSame(0, $query->ask(3.0)['active_connection_count']);
	}

	public function testMetricsOfASilentServerAreGivenUpInTime(): void {
		$this->faults(['deaf' => true]);
		$this->startServer();
		$start = microtime(true);
		self::assertNull((new MetricsQuery($this->redis()))->ask(0.3));
		self::assertEqualsWithDelta(0.3, microtime(true) - $start, 0.2);
	}
}
