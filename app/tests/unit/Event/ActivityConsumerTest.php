<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Event;

use OCA\NotifyPush\Event\ActivityConsumer;
use OCA\NotifyPush\Event\Collector;
use OCP\Activity\IEvent;
use PHPUnit\Framework\TestCase;

class ActivityConsumerTest extends TestCase {
	public function testTellsTheUserConcerned(): void {
		$event = $this->createMock(IEvent::class);
		$event->method('getAffectedUser')->willReturn('a');
		$collector = $this->createMock(Collector::class);
		$collector->expects($this->once())->method('add')->with('notify_activity', ['user' => 'a']);
		(new ActivityConsumer($collector))->receive($event);
	}
}
