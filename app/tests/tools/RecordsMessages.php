<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use OCA\NotifyPush\Event\Ancestors;
use OCA\NotifyPush\Event\Collector;
use OCP\IUser;

/** What a listener's tests need: a collector to look at, and users. */
trait RecordsMessages {
	private RecordingQueue $queue;
	private RecordingLogger $log;
	private ?Collector $collector = null;

	private function collector(): Collector {
		$this->queue ??= new RecordingQueue();
		$this->log ??= new RecordingLogger();
		$ancestors = $this->createMock(Ancestors::class);
		$ancestors->method('of')->willReturn([]);
		return $this->collector ??= new Collector($this->queue, $ancestors, $this->log, false);
	}

	private function log(): RecordingLogger {
		return $this->log ??= new RecordingLogger();
	}

	/** @return list<array{string, mixed}> what was collected, as it would be published */
	private function published(): array {
		$this->collector()->flush();
		$published = $this->queue->pushed;
		$this->queue->pushed = [];
		return $published;
	}

	/** @return list<string> who was told that their files look different, and nothing else may have been told */
	private function told(): array {
		return array_map(function (array $message): string {
			$this->assertSame('notify_user_share_created', $message[0]);
			return $message[1]['user'];
		}, $this->published());
	}

	private function user(string $id): IUser {
		$user = $this->createMock(IUser::class);
		$user->method('getUID')->willReturn($id);
		return $user;
	}
}
