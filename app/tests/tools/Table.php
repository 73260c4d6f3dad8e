<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use OCP\DB\IResult;
use OCP\DB\QueryBuilder\IExpressionBuilder;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;

/**
 * A table in a real SQLite, behind the server's query builder.
 *
 * The builder is acted as far as the app uses it, and refuses the rest.
 */
final class Table {
	public int $queries = 0;
	private \PDO $database;

	/**
	 * @param array<string, string> $columns names and types
	 * @param list<list<int|string>> $rows
	 */
	public function __construct(string $name, array $columns, array $rows) {
		$this->database = new \PDO('sqlite::memory:');
		$declared = array_map(fn (string $column, string $type) => "$column $type", array_keys($columns), $columns);
		$this->database->exec("CREATE TABLE $name (" . implode(', ', $declared) . ')');
		$places = implode(', ', array_fill(0, count($columns), '?'));
		$insert = $this->database->prepare("INSERT INTO $name VALUES ($places)");
		array_map($insert->execute(...), $rows);
	}

	/** @param list<array{int, string, int}> $rows storage, path, id */
	public static function fileCache(array $rows): self {
		return new self(
			'filecache',
			['storage' => 'INTEGER', 'path' => 'TEXT', 'path_hash' => 'TEXT', 'fileid' => 'INTEGER'],
			array_map(fn (array $row) => [$row[0], $row[1], md5($row[1]), $row[2]], $rows),
		);
	}

	public function connection(TestCase $test): IDBConnection {
		$make = fn (string $class) => (new \ReflectionMethod($test, 'createMock'))->invoke($test, $class);
		$connection = $make(IDBConnection::class);
		$connection->method('getQueryBuilder')->willReturnCallback(fn () => $this->builder($make));
		return $connection;
	}

	private function builder(callable $make): IQueryBuilder {
		$sql = ['columns' => '', 'table' => '', 'where' => []];
		$values = [];
		$expressions = $make(IExpressionBuilder::class);
		$expressions->method('eq')->willReturnCallback(fn ($column, $value) => "$column = $value");
		$expressions->method('in')->willReturnCallback(fn ($column, $value) => "$column IN ($value)");
		$builder = $make(IQueryBuilder::class);
		$builder->method('expr')->willReturn($expressions);
		$builder->method('select')->willReturnCallback(function (...$columns) use (&$sql, $builder) {
			$sql['columns'] = implode(', ', $columns);
			return $builder;
		});
		$builder->method('from')->willReturnCallback(function ($table) use (&$sql, $builder) {
			$sql['table'] = $table;
			return $builder;
		});
		foreach (['where', 'andWhere'] as $method) {
			$builder->method($method)->willReturnCallback(function ($condition) use (&$sql, $builder) {
				$sql['where'][] = $condition;
				return $builder;
			});
		}
		$builder->method('createNamedParameter')->willReturnCallback(function ($value) use (&$values) {
			array_push($values, ...(array)$value);
			return implode(', ', array_fill(0, count((array)$value), '?'));
		});
		$builder->method('executeQuery')->willReturnCallback(function () use (&$sql, &$values, $make) {
			return $this->run($sql, $values, $make(IResult::class));
		});
		return $builder;
	}

	private function run(array $sql, array $values, IResult $result): IResult {
		$this->queries++;
		$text = "SELECT {$sql['columns']} FROM {$sql['table']} WHERE " . implode(' AND ', $sql['where']);
		$statement = $this->database->prepare($text);
		foreach ($values as $i => $value) {
			$statement->bindValue($i + 1, $value, is_int($value) ? \PDO::PARAM_INT : \PDO::PARAM_STR);
		}
		$statement->execute();
		$result->method('fetch')->willReturnCallback(fn () => $statement->fetch(\PDO::FETCH_ASSOC));
		return $result;
	}
}
