<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Share;

use OCA\NotifyPush\Share\GroupMembers;
use OCP\GroupInterface;
use OCP\IGroupManager;
use PHPUnit\Framework\TestCase;

class GroupMembersTest extends TestCase {
	private int $questions = 0;

	private function backend(array $members, bool $knowsPages = true, bool $hasGroup = true): GroupInterface {
		$backend = $this->createMock(GroupInterface::class);
		$backend->method('groupExists')->willReturn($hasGroup);
		$backend->method('usersInGroup')->willReturnCallback(
			function (string $group, string $search, int $limit, int $offset) use ($members, $knowsPages): array {
				$this->questions++;
				$this->assertSame(['g', ''], [$group, $search]);
				return $knowsPages ? array_slice($members, $offset, $limit) : $members;
			},
		);
		return $backend;
	}

	private function members(GroupInterface ...$backends): array {
		$groups = $this->createMock(IGroupManager::class);
		$groups->method('getBackends')->willReturn($backends);
		return iterator_to_array((new GroupMembers($groups))->of('g'), false);
	}

	private function names(int $count): array {
		return array_map(fn (int $i) => "user$i", $count === 0 ? [] : range(1, $count));
	}

	/** @dataProvider sizes */
	public function testEveryMemberOnceInPages(int $count, int $questions): void {
		$this->assertSame($this->names($count), $this->members($this->backend($this->names($count))));
		$this->assertSame($questions, $this->questions);
	}

	public function sizes(): array {
		return [[0, 1], [1, 1], [499, 1], [500, 2], [501, 2], [1000, 3], [1234, 3]];
	}

	/** @dataProvider sizes */
	public function testABackendWithoutPagesIsAskedNoMoreThanTwice(int $count): void {
		$this->assertSame($this->names($count), $this->members($this->backend($this->names($count), false)));
		$this->assertLessThanOrEqual(2, $this->questions);
	}

	public function testSeveralBackends(): void {
		$this->assertSame(
			['a', 'b', '3'],
			$this->members($this->backend(['a', 'b']), $this->backend(['x'], true, false), $this->backend(['b', 3])),
		);
	}
}
