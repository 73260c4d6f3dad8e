<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Notification;

use OCP\App\IAppManager;
use OCP\IDBConnection;
use OCP\Notification\INotification;

/** Finds the users who have a notification. */
class Owners {
	public function __construct(
		private readonly IDBConnection $connection,
		private readonly IAppManager $apps,
	) {
	}

	/**
	 * @param INotification $pattern what is not set in it does not matter
	 * @return list<string> ids of users
	 */
	public function of(INotification $pattern): array {
		if (!$this->apps->isInstalled('notifications')) {
			return [];
		}
		$query = $this->connection->getQueryBuilder();
		$query->selectDistinct('user')->from('notifications');
		foreach ($this->criteria($pattern) as $column => $value) {
			$query->andWhere($query->expr()->eq($column, $query->createNamedParameter($value)));
		}
		$result = $query->executeQuery();
		$owners = array_map('strval', $result->fetchAll(\PDO::FETCH_COLUMN));
		$result->closeCursor();
		return $owners;
	}

	/** @return array<string, string> */
	private function criteria(INotification $pattern): array {
		$criteria = [
			'app' => $pattern->getApp(),
			'object_type' => $pattern->getObjectType(),
			'object_id' => $pattern->getObjectId(),
			'subject' => $pattern->getSubject(),
		];
		return array_filter($criteria, fn (string $value) => $value !== '');
	}
}
