<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCA\NotifyPush\Event\Collector;
use OCA\NotifyPush\Share\Recipients;
use OCP\Server;
use OCP\Share\IManager;
use OCP\Share\IShare;
use OCP\Util;
use Psr\Log\LoggerInterface;

/** Permissions of a share that change: the one thing about shares for which there is still no event, only an old hook. */
class ShareHook {
	public function __construct(
		private readonly Collector $collector,
		private readonly Recipients $recipients,
		private readonly IManager $shares,
		private readonly LoggerInterface $logger,
	) {
	}

	public static function register(): void {
		Util::connectHook('OCP\Share', 'post_update_permissions', self::class, 'permissionsChanged');
	}

	/** @param array<string, mixed> $parameters as the hook has them */
	public static function permissionsChanged(array $parameters): void {
		Server::get(self::class)->changed($parameters);
	}

	/** @param array<string, mixed> $parameters */
	public function changed(array $parameters): void {
		try {
			foreach ($this->recipients->of($this->shareOf($parameters)) as $userId) {
				$this->collector->addShareUpdate($userId);
			}
		} catch (\Throwable $e) {
			$this->logger->error(
				'Clients may not hear of changed permissions: ' . $e->getMessage(),
				['app' => 'notify_push', 'exception' => $e],
			);
		}
	}

	/** @param array<string, mixed> $parameters */
	private function shareOf(array $parameters): IShare {
		$share = $this->shares->newShare();
		$share->setShareType((int)($parameters['shareType'] ?? -1));
		if (is_scalar($parameters['shareWith'] ?? null)) {
			$share->setSharedWith((string)$parameters['shareWith']);
		}
		$share->setNodeId((int)($parameters['itemSource'] ?? 0));
		$share->setShareOwner((string)($parameters['uidOwner'] ?? ''));
		return $share;
	}
}
