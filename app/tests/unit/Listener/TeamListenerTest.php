<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\TeamListener;
use OCA\NotifyPush\Share\TeamMembers;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\EventDispatcher\Event;
use PHPUnit\Framework\TestCase;

class TeamListenerTest extends TestCase {
	use RecordsMessages;

	private function event(string ...$singleIds): Event {
		$memberships = array_map(fn (string $id) => new class ($id) {
			public function __construct(private string $id) {
			}

			public function getSingleId(): string {
				return $this->id;
			}
		}, $singleIds);
		return new class ($memberships) extends Event {
			public function __construct(private array $memberships) {
			}

			public function getMemberships(): array {
				return $this->memberships;
			}
		};
	}

	public function testUsersBehindTheMembershipsAreTold(): void {
		$members = $this->createMock(TeamMembers::class);
		$members->method('named')->with(['one', 'two'])->willReturn(['a', '7']);
		(new TeamListener($this->log(), $this->collector(), $members))->handle($this->event('one', 'two'));
		$this->assertSame(['a', '7'], $this->told());
	}

	public function testAnEventOfAnotherShapeIsPassedOver(): void {
		$members = $this->createMock(TeamMembers::class);
		$members->expects($this->never())->method('named');
		(new TeamListener($this->log(), $this->collector(), $members))->handle(new Event());
		$this->assertSame([], $this->log()->lines);
	}
}
