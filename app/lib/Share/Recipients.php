<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Share;

use OCP\Share\IManager;
use OCP\Share\IProviderFactory;
use OCP\Share\IShare;

/** Which users of this instance a share of any kind reaches. */
class Recipients {
	public function __construct(
		private readonly IManager $shares,
		private readonly IProviderFactory $providers,
		private readonly GroupMembers $members,
	) {
	}

	/** @return \Generator<int, string> ids of users */
	public function of(IShare $share): \Generator {
		switch ($share->getShareType()) {
			case IShare::TYPE_USER:
			case IShare::TYPE_USERGROUP:
				yield (string)$share->getSharedWith();
				break;
			case IShare::TYPE_GROUP:
				yield from $this->members->of((string)$share->getSharedWith());
				break;
			case IShare::TYPE_CIRCLE:
			case IShare::TYPE_ROOM:
			case IShare::TYPE_DECK:
				yield from $this->fromApp($share);
				break;
		}
	}

	/** Teams, rooms and boards belong to apps, which since Nextcloud 33 may name the recipients themselves. */
	private function fromApp(IShare $share): \Generator {
		$isEmpty = true;
		if (method_exists($this->shares, 'getUsersForShare')) {
			foreach ($this->shares->getUsersForShare($share) as $user) {
				$isEmpty = false;
				yield $user->getUID();
			}
		}
		if ($isEmpty) {
			yield from $this->fromAccessList($share);
		}
	}

	/** Who has access to the file through shares of this kind: perhaps more users than this one share reaches, never fewer. */
	private function fromAccessList(IShare $share): \Generator {
		$provider = $this->providers->getProviderForType($share->getShareType());
		$list = $provider->getAccessList([$share->getNode()], false);
		foreach ($list['users'] ?? [] as $key => $value) {
			// A list of ids with some providers, ids as keys with others.
			yield is_scalar($value) ? (string)$value : (string)$key;
		}
	}
}
