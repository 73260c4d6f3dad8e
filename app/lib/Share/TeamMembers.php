<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Share;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The users behind the ids that teams have for them. */
class TeamMembers {
	/** What the teams app calls a member who is a user of this instance */
	private const A_USER = 1;
	private const MOST_AT_ONCE = 500;

	public function __construct(
		private readonly IDBConnection $connection,
	) {
	}

	/**
	 * @param list<string> $singleIds as memberships have them; those of groups and of other instances are passed over
	 * @return list<string> ids of users
	 */
	public function named(array $singleIds): array {
		$users = [];
		foreach (array_chunk(array_values(array_unique($singleIds)), self::MOST_AT_ONCE) as $some) {
			array_push($users, ...$this->find($some));
		}
		return array_values(array_unique($users));
	}

	/**
	 * @param list<string> $singleIds
	 * @return list<string>
	 */
	private function find(array $singleIds): array {
		$query = $this->connection->getQueryBuilder();
		$query->select('user_id')
			->from('circles_member')
			->where($query->expr()->in('single_id', $query->createNamedParameter($singleIds, IQueryBuilder::PARAM_STR_ARRAY)))
			->andWhere($query->expr()->eq('user_type', $query->createNamedParameter(self::A_USER, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('instance', $query->createNamedParameter('')));
		$result = $query->executeQuery();
		$users = [];
		while (($row = $result->fetch()) !== false) {
			$users[] = (string)$row['user_id'];
		}
		$result->closeCursor();
		return $users;
	}
}
