<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Queue;

use OCA\NotifyPush\Queue\NullQueue;
use OCA\NotifyPush\Queue\QueueFactory;
use OCA\NotifyPush\Queue\RedisQueue;
use OCA\NotifyPush\Tests\Tools\FixedClock;
use OCA\NotifyPush\Tests\Tools\RecordingLogger;
use OCP\IConfig;
use OCP\ITempManager;
use PHPUnit\Framework\TestCase;

class QueueFactoryTest extends TestCase {
	private function factory(array $config): QueueFactory {
		$system = $this->createMock(IConfig::class);
		$system->method('getSystemValue')->willReturnCallback(fn (string $key, mixed $default = '') => $config[$key] ?? $default);
		$temporary = $this->createMock(ITempManager::class);
		$temporary->method('getTempBaseDir')->willReturn(sys_get_temp_dir());
		return new QueueFactory($system, $temporary, new RecordingLogger(), new FixedClock());
	}

	public function testWithoutRedisThereIsNoQueue(): void {
		$queue = $this->factory(['redis.persistent' => true])->create();
		$this->assertInstanceOf(NullQueue::class, $queue);
		$queue->push('notify_custom', ['user' => 'a']);
		$queue->pushMany([['notify_activity', ['user' => 'a']]]);
		$queue->set('a', 'b');
		$queue->setFor('a', 'b', 1);
		$queue->delete('a');
		$this->assertNull($queue->get('a'));
	}

	public function testWithRedisThereIsOneAndNothingIsConnected(): void {
		$started = hrtime(true);
		// An address that nobody answers for: connecting would take its time.
		$queue = $this->factory(['redis' => ['host' => '192.0.2.1'], 'instanceid' => 'oc/../x'])->create();
		$this->assertInstanceOf(RedisQueue::class, $queue);
		$this->assertLessThan(20_000_000, hrtime(true) - $started);
	}
}
