<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\MountCount;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Shell;
use OCP\IL10N;

/**
 * Push server → database: both sides count the users of one storage.
 */
class Database implements Hop {
	public function __construct(
		private HttpClient $http,
		private MountCount $mounts,
		private Binary $binary,
		private Platform $platform,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'database';
	}

	public function title(): string {
		return $this->l->t('The push server can read the database');
	}

	public function needs(): array {
		return ['messages'];
	}

	public function run(Context $context): Check {
		$storage = $this->mounts->pickStorage();
		if ($storage === null) {
			return Check::hint(
				$this->l->t('Nobody has a storage yet'),
				$this->l->t('Log in once and run the test again: there is nothing that the push server could look up.'),
			);
		}
		// Twice, because somebody may get or lose access between the two counts.
		for ($try = 0; $try < 2; $try++) {
			$expected = $this->mounts->count($storage);
			try {
				$reply = $this->http->request(
					'GET',
					$context->url("/test/mapping/$storage"),
					['token' => $context->token],
					$context->route,
					12.0,
				);
			} catch (Failure $e) {
				return $this->failure($context, $e->getMessage());
			}
			if ($reply->status === 200 && trim($reply->body) === (string)$expected) {
				return Check::pass($this->l->t('The push server can read the database'));
			}
		}
		return $this->failure($context, $reply->status === 200 && ctype_digit(trim($reply->body))
			? $this->l->t('For storage %1$s it counts %2$s users, Nextcloud counts %3$s.', [
				(string)$storage,
				trim($reply->body),
				(string)$expected,
			])
			: Server::seen($reply));
	}

	private function failure(Context $context, string $detail): Check {
		return Check::fail($this->l->t('The push server does not see the database of Nextcloud'), $detail, [
			'# its reasons are in its log:',
			$context->service->log(),
			'# which database and table prefix it uses, and where it has them from:',
			$this->binary->command() . ' --dump-config ' . Shell::word($this->platform->configFile()),
			'# what Nextcloud uses:',
			'occ config:system:get dbtype; occ config:system:get dbhost; occ config:system:get dbname; '
				. 'occ config:system:get dbtableprefix',
		]);
	}
}
