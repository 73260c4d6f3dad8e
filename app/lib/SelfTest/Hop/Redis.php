<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCP\IL10N;

/**
 * Nextcloud → Redis. Leaves the token of this run behind for the hops that follow.
 */
class Redis implements Hop {
	/** Seconds; a whole run takes a fraction of it. */
	private const TOKEN_LIFETIME = 120;

	public function __construct(
		private PushRedis $redis,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'redis';
	}

	public function title(): string {
		return $this->l->t('Nextcloud can use Redis');
	}

	public function needs(): array {
		return [];
	}

	public function run(Context $context): Check {
		if (!$this->redis->isConfigured()) {
			return Check::fail(
				$this->l->t('Redis is not configured'),
				$this->l->t('Client Push needs a Redis server: Nextcloud and the push server talk through it.'),
				self::configuration(),
			);
		}
		try {
			$this->redis->probe();
			$this->redis->store('test-token', $context->token, self::TOKEN_LIFETIME);
		} catch (\Exception $e) {
			return Check::fail($this->l->t('Redis cannot be used'), $e->getMessage(), self::cure($e->getMessage()));
		}
		return Check::pass($this->l->t('Redis is configured and answers'));
	}

	/**
	 * @return list<string>
	 */
	private static function configuration(): array {
		return [
			'occ config:system:set redis host --value=127.0.0.1',
			'occ config:system:set redis port --type=integer --value=6379',
			'# with a password: occ config:system:set redis password --value=…',
			'# over a socket:   occ config:system:set redis host --value=/run/redis/redis-server.sock',
			'#                  occ config:system:set redis port --type=integer --value=0',
		];
	}

	/**
	 * @return list<string>
	 */
	private static function cure(string $reason): array {
		return match (true) {
			preg_match('/NOAUTH|WRONGPASS|invalid password|AUTH/i', $reason) === 1 => [
				'# user or password are wrong; the ones in use:',
				'occ config:system:get redis user; occ config:system:get redis password',
			],
			preg_match('/NOPERM/i', $reason) === 1 => [
				'# the Redis user may not do this; it needs at least:',
				'redis-cli ACL SETUSER <user> +@read +@write +@pubsub +@connection allkeys allchannels',
			],
			preg_match('/permission denied/i', $reason) === 1 => [
				'# the web server\'s user may not open the socket:',
				'usermod -a -G redis www-data   # then restart php-fpm',
			],
			preg_match('/ssl|tls|certificate/i', $reason) === 1 => [
				'# check the TLS settings (host with tls://, ssl_context):',
				'occ config:system:get redis',
			],
			default => [
				'# is Redis running, and does it listen where config.php says?',
				'occ config:system:get redis host; occ config:system:get redis port',
				'systemctl status redis-server',
			],
		};
	}
}
