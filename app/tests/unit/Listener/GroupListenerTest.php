<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\GroupListener;
use OCA\NotifyPush\Share\GroupMembers;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\Group\Events\BeforeGroupDeletedEvent;
use OCP\Group\Events\GroupDeletedEvent;
use OCP\Group\Events\UserAddedEvent;
use OCP\Group\Events\UserRemovedEvent;
use OCP\IGroup;
use PHPUnit\Framework\TestCase;

class GroupListenerTest extends TestCase {
	use RecordsMessages;

	private function group(string $id): IGroup {
		$group = $this->createMock(IGroup::class);
		$group->method('getGID')->willReturn($id);
		return $group;
	}

	private function listener(array $members = []): GroupListener {
		$all = $this->createMock(GroupMembers::class);
		$all->method('of')->willReturnCallback(fn (string $group) => yield from $members[$group] ?? []);
		return new GroupListener($this->log(), $this->collector(), $all);
	}

	public function testJoiningAndLeaving(): void {
		$listener = $this->listener();
		$listener->handle(new UserAddedEvent($this->group('g'), $this->user('a')));
		$listener->handle(new UserRemovedEvent($this->group('1'), $this->user('2')));
		$this->assertSame([
			['notify_group_membership_update', ['user' => 'a', 'group' => 'g']],
			['notify_group_membership_update', ['user' => '2', 'group' => '1']],
		], $this->published());
	}

	public function testADeletedGroupsMembersAreToldWhenItIsGone(): void {
		$listener = $this->listener(['g' => ['a', 'b'], 'other' => ['c']]);
		$listener->handle(new BeforeGroupDeletedEvent($this->group('g')));
		$listener->handle(new BeforeGroupDeletedEvent($this->group('other')));
		$this->assertSame([], $this->told());
		$listener->handle(new GroupDeletedEvent($this->group('g')));
		$this->assertSame(['a', 'b'], $this->told());
		$listener->handle(new GroupDeletedEvent($this->group('g')));
		$this->assertSame([], $this->told());
	}
}
