<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Share;

use OCA\NotifyPush\Share\TeamMembers;
use OCA\NotifyPush\Tests\Tools\Table;
use PHPUnit\Framework\TestCase;

class TeamMembersTest extends TestCase {
	private function named(Table $table, array $ids): array {
		return (new TeamMembers($table->connection($this)))->named($ids);
	}

	private function table(array $rows): Table {
		return new Table('circles_member', ['single_id' => 'TEXT', 'user_id' => 'TEXT', 'user_type' => 'INTEGER', 'instance' => 'TEXT'], $rows);
	}

	public function testUsersOfThisInstanceOnceEach(): void {
		$table = $this->table([
			['s1', 'a', 1, ''], ['s1', 'a', 1, ''], ['s2', '7', 1, ''],
			['s3', 'group', 2, ''], ['s4', 'far', 1, 'elsewhere.example.org'], ['s5', 'not asked for', 1, ''],
		]);
		$this->assertSame(['a', '7'], $this->named($table, ['s1', 's2', 's3', 's4', 's1']));
		$this->assertSame(1, $table->queries);
	}

	public function testNobodyIsNotAskedFor(): void {
		$table = $this->table([]);
		$this->assertSame([], $this->named($table, []));
		$this->assertSame(0, $table->queries);
	}

	public function testManyInSeveralQuestions(): void {
		$rows = array_map(fn (int $i) => ["s$i", "u$i", 1, ''], range(1, 1100));
		$table = $this->table($rows);
		$this->assertCount(1100, $this->named($table, array_column($rows, 0)));
		$this->assertSame(3, $table->queries);
	}
}
