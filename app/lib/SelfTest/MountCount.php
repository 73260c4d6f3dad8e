<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/**
 * How many users have a storage mounted at its top, by Nextcloud's own account.
 *
 * Two indexed queries on one table each, so that it stays fast with many users and works with a
 * file cache in shards, where the two tables live in different databases.
 */
class MountCount {
	private const CANDIDATES = 50;

	public function __construct(
		private readonly IDBConnection $db,
	) {
	}

	/**
	 * A storage that somebody has mounted at its top, of the newest mounts; null if there is none.
	 */
	public function pickStorage(): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('storage_id')->from('mounts')->orderBy('id', 'DESC')->setMaxResults(self::CANDIDATES);
		$result = $query->executeQuery();
		$storages = [];
		while (($row = $result->fetch()) !== false) {
			$storages[(int)$row['storage_id']] = true;
		}
		$result->closeCursor();
		foreach (array_keys($storages) as $storage) {
			if ($this->count($storage) > 0) {
				return $storage;
			}
		}
		return null;
	}

	public function count(int $storage): int {
		$root = $this->root($storage);
		if ($root === null) {
			return 0;
		}
		$query = $this->db->getQueryBuilder();
		$query->select($query->createFunction('COUNT(*)'))
			->from('mounts')
			->where($query->expr()->eq('storage_id', $query->createNamedParameter($storage, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('root_id', $query->createNamedParameter($root, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$count = (int)$result->fetchOne();
		$result->closeCursor();
		return $count;
	}

	private function root(int $storage): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('fileid')
			->from('filecache')
			->where($query->expr()->eq('storage', $query->createNamedParameter($storage, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('path_hash', $query->createNamedParameter(md5(''))));
		$result = $query->executeQuery();
		$root = $result->fetchOne();
		$result->closeCursor();
		return $root === false ? null : (int)$root;
	}
}
