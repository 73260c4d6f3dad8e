<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\Protocol;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCP\App\IAppManager;
use OCP\IL10N;

/**
 * Whether app and push server speak the same level of the protocol.
 */
class Version implements Hop {
	private const KEY = 'notify_push_version';

	public function __construct(
		private HttpClient $http,
		private PushRedis $redis,
		private IAppManager $apps,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'version';
	}

	public function title(): string {
		return $this->l->t('App and push server fit together');
	}

	public function needs(): array {
		return ['messages'];
	}

	public function run(Context $context): Check {
		try {
			$this->redis->remove(self::KEY);
			$reply = $this->http->request(
				'POST',
				$context->url('/test/version'),
				['token' => $context->token],
				$context->route,
			);
			$version = $this->redis->await(self::KEY, $reply->status === 200 ? 2.0 : 0.0);
		} catch (Failure $e) {
			return Check::fail($this->l->t('The push server does not tell its version'), $e->getMessage());
		}
		if ($version === null) {
			return Check::fail(
				$this->l->t('The push server does not tell its version'),
				Server::seen($reply),
				[$context->service->restart() . '   # after an update of the app'],
			);
		}
		$context->serverVersion = $version;
		return $this->compare($context, $this->apps->getAppVersion('notify_push'), $version);
	}

	private function compare(Context $context, string $app, string $server): Check {
		if (Protocol::level($app) !== Protocol::level($server)) {
			return Check::fail(
				$this->l->t('The app is version %1$s, the push server is version %2$s', [$app, $server]),
				$this->l->t('They do not speak the same protocol.'),
				[$context->service->restart() . '   # or update whichever is older'],
			);
		}
		if ($app !== $server) {
			return Check::hint(
				$this->l->t('The app is version %1$s, the push server is version %2$s', [$app, $server]),
				$this->l->t('They fit together. If the app\'s own binary is in use, a restart of the push server updates it.'),
			);
		}
		return Check::pass($this->l->t('App and push server are version %s', [$app]));
	}
}
