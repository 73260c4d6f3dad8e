<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Readiness;
use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Shell;
use OCP\IL10N;

/**
 * Redis → push server: a number is published, and the push server is asked for it.
 *
 * The same number is kept for Nextcloud's own test route, for the next hop.
 */
class Messages implements Hop {
	private const PATIENCE = 3.0;

	/** In the answer of a push server that cannot tell a right token from a wrong one */
	private const NO_REDIS = 'cannot reach its Redis';

	public function __construct(
		private PushRedis $redis,
		private HttpClient $http,
		private AppSettings $settings,
		private Readiness $readiness,
		private Binary $binary,
		private Platform $platform,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'messages';
	}

	public function title(): string {
		return $this->l->t('The push server receives messages through Redis');
	}

	public function needs(): array {
		return ['redis', 'server'];
	}

	public function run(Context $context): Check {
		$this->settings->setInt(AppSettings::COOKIE, $context->cookie);
		$deadline = microtime(true) + self::PATIENCE;
		try {
			do {
				$receivers = $this->redis->publish('notify_test_cookie', $context->cookie);
				usleep(50000);
				$reply = $this->http->request(
					'GET',
					$context->url('/test/cookie'),
					['token' => $context->token],
					$context->route,
					Server::PATIENCE,
				);
				if ($reply->status === 200 && trim($reply->body) === (string)$context->cookie) {
					return Check::pass($this->l->t('The push server receives messages through Redis'));
				}
			} while ($reply->status === 200 && microtime(true) < $deadline);
		} catch (Failure $e) {
			return Check::fail($this->l->t('The push server stopped answering'), $e->getMessage());
		}
		if ($reply->status === 400 && stripos($reply->body, 'token') !== false) {
			return Check::fail(
				$this->l->t('The reverse proxy removes the request header "token"'),
				Server::seen($reply),
				['# let the header "token" pass on ' . ($context->path() ?: '/') . '/test/'],
			);
		}
		if (str_contains($reply->body, self::NO_REDIS) || $this->readiness->hasRedis($context) === false) {
			return Check::fail(
				$this->l->t('The push server has no connection to its Redis'),
				$this->l->t('Nextcloud itself can use Redis. The push server keeps trying.'),
				$this->linkCure($context),
			);
		}
		return Check::fail(
			$this->l->t('The push server uses another Redis, or another database of it, than Nextcloud'),
			match (true) {
				$reply->status !== 200
					=> $this->l->t('It does not know the token that Nextcloud just stored.') . ' ' . Server::seen($reply),
				$receivers === 0 => $this->l->t('Nobody listens to the Redis that Nextcloud uses.'),
				default => $this->l->t('It answers, but a message that was published now did not arrive.'),
			},
			$this->cure($context),
		);
	}

	/**
	 * @return list<string>
	 */
	private function cure(Context $context): array {
		return [
			'# what Nextcloud uses ("notify_push_redis" goes first for Client Push):',
			'occ config:system:get notify_push_redis; occ config:system:get redis; occ config:system:get redis.cluster',
			'occ config:system:get notify_push_prefix',
			'# what the push server uses (host, port, dbindex, channel prefix have to be the same):',
			$this->program('--dump-config'),
			'# REDIS_URL in its environment goes before config.php:',
			$context->service->environment(),
			$context->service->restart(),
		];
	}

	/**
	 * @return list<string>
	 */
	private function linkCure(Context $context): array {
		return [
			'# its log says where it looks and what is wrong:',
			$context->service->log(),
			'# a REDIS_URL in its environment goes before config.php; is it right?',
			$context->service->environment(),
			'# as the user of the push server: tries each link with config.php, and says what to do',
			$this->program('check'),
			'# after a change:',
			$context->service->restart(),
		];
	}

	private function program(string $what): string {
		return $this->binary->command() . " $what " . Shell::word($this->platform->configFile());
	}
}
