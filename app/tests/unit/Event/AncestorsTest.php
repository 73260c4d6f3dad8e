<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Event;

use OCA\NotifyPush\Event\Ancestors;
use OCA\NotifyPush\Event\StorageChange;
use OCA\NotifyPush\Tests\Tools\Table;
use PHPUnit\Framework\TestCase;

class AncestorsTest extends TestCase {
	/** @return array<string, StorageChange> */
	private function changes(StorageChange ...$changes): array {
		return array_combine(array_map(fn (StorageChange $one) => $one->identity(), $changes), $changes);
	}

	/** @return list<array{int, string, int}> storage, path, id */
	private function found(Table $cache, StorageChange ...$changes): array {
		$found = (new Ancestors($cache->connection($this)))->of($this->changes(...$changes));
		return array_values(array_map(fn (StorageChange $one) => [$one->storage, $one->path, $one->fileId], $found));
	}

	public function testPathsAboveNearestFirst(): void {
		$this->assertSame(['files/a', 'files'], (new StorageChange(1, 'files/a/b', 9, 'files'))->ancestors());
		$this->assertSame(['a', ''], (new StorageChange(1, 'a/b', 9))->ancestors());
		$this->assertSame([''], (new StorageChange(1, 'a', 9))->ancestors());
		$this->assertSame([], (new StorageChange(1, '', 9))->ancestors());
		$this->assertSame([], (new StorageChange(1, 'files', 9, 'files'))->ancestors());
	}

	public function testAsksForWhatIsMissingOnly(): void {
		$cache = Table::fileCache([
			[1, 'files', 10], [1, 'files/a', 11], [1, 'files/a/b', 12], [2, 'files', 20], [2, '', 19],
		]);
		$this->assertSame(
			[[1, 'files', 10], [2, '', 19]],
			$this->found(
				$cache,
				new StorageChange(1, 'files/a/b', 12, 'files'),
				new StorageChange(1, 'files/a', 11, 'files'),
				new StorageChange(2, 'x', 21),
			),
		);
		$this->assertSame(2, $cache->queries, 'one for each storage');
	}

	public function testAsksNothingWhenNothingIsMissing(): void {
		$cache = Table::fileCache([[1, 'files', 10]]);
		$this->assertSame([], $this->found(
			$cache,
			new StorageChange(1, 'files', 10, 'files'),
			new StorageChange(1, 'files/x', 11, 'files'),
		));
		$this->assertSame(0, $cache->queries);
	}

	public function testAThousandFoldersAreTwoQueries(): void {
		$rows = $changes = [];
		for ($i = 0; $i < 999; $i++) {
			$rows[] = [1, "files/$i", 1000 + $i];
			$changes[] = new StorageChange(1, "files/$i/x", 5000 + $i, 'files');
		}
		$cache = Table::fileCache([[1, 'files', 10], ...$rows]);
		$this->assertCount(1000, $this->found($cache, ...$changes));
		$this->assertSame(2, $cache->queries);
	}

	public function testNumericNamesAreNames(): void {
		$cache = Table::fileCache([[1, '7', 70], [1, '', 1]]);
		$this->assertSame([[1, '7', 70], [1, '', 1]], $this->found($cache, new StorageChange(1, '7/8', 80)));
	}
}
