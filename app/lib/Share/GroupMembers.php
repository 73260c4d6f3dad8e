<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Share;

use OCP\GroupInterface;
use OCP\IGroupManager;

/**
 * The members of a group, page by page.
 *
 * Asks the back ends for bare ids: a group of the whole company would otherwise load a whole object for each user.
 */
class GroupMembers {
	private const PAGE = 500;

	public function __construct(
		private readonly IGroupManager $groups,
	) {
	}

	/** @return \Generator<int, string> ids of users, each once */
	public function of(string $groupId): \Generator {
		$seen = [];
		foreach ($this->groups->getBackends() as $backend) {
			if (!$backend->groupExists($groupId)) {
				continue;
			}
			foreach ($this->pages($backend, $groupId) as $userId) {
				if (!isset($seen[$userId])) {
					$seen[$userId] = true;
					yield $userId;
				}
			}
		}
	}

	/** @return \Generator<int, string> */
	private function pages(GroupInterface $backend, string $groupId): \Generator {
		$last = [];
		for ($offset = 0; true; $offset += self::PAGE) {
			$page = array_values($backend->usersInGroup($groupId, '', self::PAGE, $offset));
			if ($page === $last) {
				// Empty, or from a back end that knows no pages and has given everything before.
				return;
			}
			foreach ($page as $userId) {
				yield (string)$userId;
			}
			if (count($page) !== self::PAGE) {
				return;
			}
			$last = $page;
		}
	}
}
