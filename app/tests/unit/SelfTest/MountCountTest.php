<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\SelfTest\MountCount;
use OCP\DB\IResult;
use OCP\DB\QueryBuilder\IExpressionBuilder;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;

/** Against real tables in SQLite; the query builder is a thin one that writes what it is told. */
class MountCountTest extends TestCase {
	private \PDO $sqlite;

	protected function setUp(): void {
		$this->sqlite = new \PDO('sqlite::memory:');
		$this->sqlite->exec('CREATE TABLE mounts (id INTEGER PRIMARY KEY, storage_id INTEGER, root_id INTEGER, user_id TEXT)');
		$this->sqlite->exec('CREATE TABLE filecache (fileid INTEGER PRIMARY KEY, storage INTEGER, path TEXT, path_hash TEXT)');
	}

	private function file(int $id, int $storage, string $path): void {
		$this->sqlite->prepare('INSERT INTO filecache VALUES (?, ?, ?, ?)')->execute([$id, $storage, $path, md5($path)]);
	}

	private function mount(int $storage, int $root, string $user): void {
		$this->sqlite->prepare('INSERT INTO mounts (storage_id, root_id, user_id) VALUES (?, ?, ?)')->execute([$storage, $root, $user]);
	}

	private function mounts(): MountCount {
		$db = $this->createStub(IDBConnection::class);
		$db->method('getQueryBuilder')->willReturnCallback(fn () => $this->builder());
		return new MountCount($db);
	}

	private function builder(): IQueryBuilder {
		$sql = (object)['select' => '', 'rest' => ''];
		$values = [];
		$expressions = $this->createStub(IExpressionBuilder::class);
		$expressions->method('eq')->willReturnCallback(fn ($column, $value) => "$column = $value");
		$builder = $this->createStub(IQueryBuilder::class);
		$builder->method('expr')->willReturn($expressions);
		$builder->method('createFunction')->willReturnArgument(0);
		$builder->method('createNamedParameter')->willReturnCallback(function ($value) use (&$values): string {
			$values[] = $value;
			return '?';
		});
		$add = fn (string $format) => function (...$parts) use ($builder, $sql, $format): IQueryBuilder {
			$sql->rest .= vsprintf($format, $parts);
			return $builder;
		};
		$builder->method('select')->willReturnCallback(function ($what) use ($builder, $sql): IQueryBuilder {
			$sql->select = "SELECT $what";
			return $builder;
		});
		foreach (['from' => ' FROM %s', 'where' => ' WHERE %s', 'andWhere' => ' AND %s', 'orderBy' => ' ORDER BY %s %s', 'setMaxResults' => ' LIMIT %d'] as $method => $format) {
			$builder->method($method)->willReturnCallback($add($format));
		}
		$builder->method('executeQuery')->willReturnCallback(function () use ($sql, &$values): IResult {
			$statement = $this->sqlite->prepare($sql->select . $sql->rest);
			$statement->execute($values);
			$result = $this->createStub(IResult::class);
			$result->method('fetch')->willReturnCallback(fn () => $statement->fetch(\PDO::FETCH_ASSOC));
			$result->method('fetchOne')->willReturnCallback(fn () => $statement->fetchColumn());
			$result->method('closeCursor')->willReturn(true);
			return $result;
		});
		return $builder;
	}

	public function testCountsWhoHasTheTopOfAStorage(): void {
		$this->file(10, 5, '');
		$this->file(11, 5, 'files/shared');
		$this->file(20, 6, '');
		$this->mount(5, 10, 'a');
		$this->mount(5, 10, 'b');
		$this->mount(5, 11, 'c');
		$this->mount(6, 20, 'a');
		self::assertSame(2, $this->mounts()->count(5));
		self::assertSame(1, $this->mounts()->count(6));
		self::assertSame(0, $this->mounts()->count(7));
	}

	public function testPicksTheNewestStorageThatSomebodyHasTheTopOf(): void {
		self::assertNull($this->mounts()->pickStorage());
		$this->file(10, 5, '');
		$this->file(21, 6, 'files/shared');
		$this->mount(5, 10, 'a');
		$this->mount(6, 21, 'a');
		self::assertSame(5, $this->mounts()->pickStorage());
		$this->file(30, 7, '');
		$this->mount(7, 30, 'b');
		self::assertSame(7, $this->mounts()->pickStorage());
	}
}
