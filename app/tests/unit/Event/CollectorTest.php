<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Event;

use OCA\NotifyPush\Event\Ancestors;
use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Event\StorageChange;
use OCA\NotifyPush\Queue\IBatchQueue;
use OCA\NotifyPush\Tests\Tools\RecordingLogger;
use OCA\NotifyPush\Tests\Tools\RecordingQueue;
use PHPUnit\Framework\TestCase;

class CollectorTest extends TestCase {
	private RecordingQueue $queue;
	private RecordingLogger $log;

	protected function setUp(): void {
		$this->queue = new RecordingQueue();
		$this->log = new RecordingLogger();
	}

	/** @param list<StorageChange> $above what is found above any change */
	private function collector(bool $isLongLived, array $above = []): Collector {
		$ancestors = $this->createMock(Ancestors::class);
		$found = [];
		foreach ($above as $change) {
			$found[$change->identity()] = $change;
		}
		$ancestors->method('of')->willReturnCallback(fn (array $changes) => $changes === [] ? [] : $found);
		return new Collector($this->queue, $ancestors, $this->log, $isLongLived);
	}

	public function testARequestPublishesAtItsEndWithoutRepeats(): void {
		$collector = $this->collector(false);
		$collector->addShareUpdate('a');
		$collector->add('notify_activity', ['user' => 'a']);
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$collector->addShareUpdate('a');
		$collector->addShareUpdate('b');
		$this->assertSame([], $this->queue->pushed);
		$collector->flush();
		$this->assertSame([
			['notify_user_share_created', ['user' => 'a']],
			['notify_activity', ['user' => 'a']],
			['notify_user_share_created', ['user' => 'b']],
			['notify_storage_update', ['storage' => 1, 'path' => 'files/x', 'file_id' => 2]],
		], $this->queue->pushed);
		$this->assertSame(1, $this->queue->batches);
	}

	public function testTheEndOfTheProcessPublishes(): void {
		$script = 'require $argv[1] . "/bootstrap.php";'
			. '$queue = new OCA\NotifyPush\Tests\Tools\RecordingQueue();'
			. '$none = new class extends OCA\NotifyPush\Event\Ancestors {'
			. ' public function __construct() {} public function of(array $c): array { return []; } };'
			. '$log = new OCA\NotifyPush\Tests\Tools\RecordingLogger();'
			. '$c = new OCA\NotifyPush\Event\Collector($queue, $none, $log, false);'
			. '$c->addShareUpdate("a");'
			. 'register_shutdown_function(function () use ($queue) { echo json_encode($queue->pushed); });'
			. 'echo json_encode($queue->pushed); exit(1);';
		exec(PHP_BINARY . ' -r ' . escapeshellarg($script) . ' -- ' . escapeshellarg(dirname(__DIR__, 2)), $output);
		$this->assertSame('[][["notify_user_share_created",{"user":"a"}]]', implode($output));
	}

	/** Other parts of Nextcloud end with a request, too, and not all of them before us. */
	public function testWhatHappensAfterThePublicationIsPublishedToo(): void {
		$script = 'require $argv[1] . "/bootstrap.php";'
			. '$queue = new OCA\NotifyPush\Tests\Tools\RecordingQueue();'
			. '$none = new class extends OCA\NotifyPush\Event\Ancestors {'
			. ' public function __construct() {} public function of(array $c): array { return []; } };'
			. '$log = new OCA\NotifyPush\Tests\Tools\RecordingLogger();'
			. '$c = new OCA\NotifyPush\Event\Collector($queue, $none, $log, false);'
			. '$c->addShareUpdate("a"); $c->addShareUpdate("b");'
			. 'register_shutdown_function(function () use ($c, $queue) {'
			. ' $c->addShareUpdate("late");'
			. ' register_shutdown_function(function () use ($queue) {'
			. '  echo $queue->batches, json_encode(array_column(array_column($queue->pushed, 1), "user")); }); });';
		exec(PHP_BINARY . ' -r ' . escapeshellarg($script) . ' -- ' . escapeshellarg(dirname(__DIR__, 2)), $output);
		$this->assertSame('2["a","b","late"]', implode($output));
	}

	public function testIdsThatLookLikeNumbersStayText(): void {
		$collector = $this->collector(false);
		$collector->addShareUpdate('123');
		$collector->flush();
		$this->assertSame('{"user":"123"}', json_encode($this->queue->pushed[0][1]));
	}

	public function testTheSameAgainAfterPublishingCountsAgain(): void {
		$collector = $this->collector(false);
		$collector->addShareUpdate('a');
		$collector->flush();
		$collector->addShareUpdate('a');
		$collector->flush();
		$collector->flush();
		$this->assertCount(2, $this->queue->pushed);
	}

	public function testFoldersAboveFollowUnlessTheyChangedThemselves(): void {
		$files = new StorageChange(1, 'files', 10);
		$folder = new StorageChange(1, 'files/d', 11);
		$collector = $this->collector(false, [$folder, $files]);
		$collector->addStorageChange(new StorageChange(1, 'files/d', 11));
		$collector->addStorageChange(new StorageChange(1, 'files/d/x', 12));
		$collector->flush();
		$this->assertSame([11, 12, 10], array_map(fn (array $pushed) => $pushed[1]['file_id'], $this->queue->pushed));
	}

	public function testAHugeRequestPublishesInBetween(): void {
		$collector = $this->collector(false);
		for ($i = 0; $i < 2500; $i++) {
			$collector->addShareUpdate("user$i");
		}
		$this->assertCount(2000, $this->queue->pushed);
		for ($i = 0; $i < 700; $i++) {
			$collector->addStorageChange(new StorageChange(1, "files/$i", $i));
		}
		$this->assertCount(3000, $this->queue->pushed);
		$collector->flush();
		$this->assertCount(3200, $this->queue->pushed);
	}

	public function testALongLivedProcessPublishesAtOnceAndDropsOnlyQuickRepeats(): void {
		$collector = $this->collector(true, [new StorageChange(1, 'files', 10)]);
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$this->assertCount(2, $this->queue->pushed);
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$collector->addStorageChange(new StorageChange(1, 'files/y', 3));
		$this->assertCount(3, $this->queue->pushed, 'only y, since the folder was told a moment ago');
		$collector->addShareUpdate('a');
		$collector->addShareUpdate('a');
		$this->assertCount(4, $this->queue->pushed);
		usleep(100_000);
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$this->assertCount(6, $this->queue->pushed);
	}

	public function testALongLivedProcessForgetsWhatItPublished(): void {
		$collector = $this->collector(true);
		for ($i = 0; $i < 3000; $i++) {
			$collector->addShareUpdate("user$i");
		}
		usleep(100_000);
		$collector->addShareUpdate('user1');
		$this->assertCount(3001, $this->queue->pushed);
		$property = new \ReflectionProperty(Collector::class, 'published');
		$this->assertLessThan(3000, count($property->getValue($collector)));
	}

	public function testWithoutTheFoldersAboveTheChangesThemselvesArePublished(): void {
		$ancestors = $this->createMock(Ancestors::class);
		$ancestors->method('of')->willThrowException(new \RuntimeException('database is gone'));
		$collector = new Collector($this->queue, $ancestors, $this->log, false);
		$collector->addShareUpdate('a');
		$collector->addStorageChange(new StorageChange(1, 'files/x', 2));
		$collector->flush();
		$this->assertSame(['notify_user_share_created', 'notify_storage_update'], array_column($this->queue->pushed, 0));
		$this->assertCount(1, $this->log->lines);
		$this->assertStringContainsString('database is gone', $this->log->lines[0]);
	}

	public function testWhatFailsIsLoggedAndGoesNoFurther(): void {
		$queue = $this->createMock(IBatchQueue::class);
		$queue->method('pushMany')->willThrowException(new \Error('the queue is broken'));
		$ancestors = $this->createMock(Ancestors::class);
		$collector = new Collector($queue, $ancestors, $this->log, true);
		$collector->addShareUpdate('a');
		$this->assertStringContainsString('the queue is broken', $this->log->lines[0]);
	}
}
