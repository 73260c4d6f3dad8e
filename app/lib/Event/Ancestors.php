<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Event;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/**
 * Finds the folders above a change.
 *
 * A desktop client heeds an id only when it knows that file, so a new file in a folder is noticed through the id of the
 * folder. The server fires events for the folders above only when their size changes; the rest is looked up here, with one
 * query per storage over the index on path hashes.
 */
class Ancestors {
	private const MOST_AT_ONCE = 500;

	public function __construct(
		private readonly IDBConnection $connection,
	) {
	}

	/**
	 * @param array<string, StorageChange> $changes
	 * @return array<string, StorageChange> the folders above that are not among the changes, by their identity
	 */
	public function of(array $changes): array {
		$found = [];
		foreach ($this->missing($changes) as $storage => $paths) {
			foreach (array_chunk($paths, self::MOST_AT_ONCE) as $some) {
				foreach ($this->find($storage, $some) as $change) {
					$found[$change->identity()] = $change;
				}
			}
		}
		return $found;
	}

	/**
	 * @param array<string, StorageChange> $changes
	 * @return array<int, list<string>> paths by storage
	 */
	private function missing(array $changes): array {
		$known = $wanted = [];
		foreach ($changes as $change) {
			$known[$change->storage]['/' . $change->path] = true;
			foreach ($change->ancestors() as $path) {
				if (isset($wanted[$change->storage]['/' . $path])) {
					break;
				}
				$wanted[$change->storage]['/' . $path] = $path;
			}
		}
		$missing = [];
		foreach ($wanted as $storage => $paths) {
			$missing[$storage] = array_values(array_diff_key($paths, $known[$storage]));
		}
		return array_filter($missing);
	}

	/**
	 * @param list<string> $paths
	 * @return list<StorageChange>
	 */
	private function find(int $storage, array $paths): array {
		$query = $this->connection->getQueryBuilder();
		$query->select('fileid', 'path')
			->from('filecache')
			->where($query->expr()->eq('storage', $query->createNamedParameter($storage, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in(
				'path_hash',
				$query->createNamedParameter(array_map('md5', $paths), IQueryBuilder::PARAM_STR_ARRAY),
			));
		$result = $query->executeQuery();
		$found = [];
		while (($row = $result->fetch()) !== false) {
			$found[] = new StorageChange($storage, (string)$row['path'], (int)$row['fileid']);
		}
		$result->closeCursor();
		return $found;
	}
}
