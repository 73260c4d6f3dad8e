<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Addresses;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCP\IL10N;

/**
 * Whether the public address is one that clients can use.
 */
class Endpoint implements Hop {
	public function __construct(
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'endpoint';
	}

	public function title(): string {
		return $this->l->t('The address for clients is usable');
	}

	public function needs(): array {
		return [];
	}

	public function run(Context $context): Check {
		$parts = parse_url($context->endpoint);
		if ($context->endpoint === '') {
			return Check::fail($this->l->t('No address is configured'), '', ['occ notify_push:setup']);
		}
		$scheme = strtolower((string)($parts['scheme'] ?? ''));
		if (!in_array($scheme, ['http', 'https'], true) || !isset($parts['host'])
			|| isset($parts['user']) || isset($parts['query']) || isset($parts['fragment'])) {
			return Check::fail(
				$this->l->t('"%s" is not an address that clients can use', [$context->endpoint]),
				$this->l->t('It has to look like %s.', ['https://cloud.example.com/push']),
				['occ notify_push:setup https://cloud.example.com/push'],
			);
		}
		if (self::isLocal($parts['host'])) {
			return Check::hint(
				$this->l->t('"%s" only exists on this machine', [$parts['host']]),
				$this->l->t('Clients elsewhere will try to reach their own machine. Use the public address of Nextcloud.'),
				['occ notify_push:setup https://cloud.example.com' . ($context->path() ?: '/push')],
			);
		}
		if ($scheme === 'http') {
			return Check::hint(
				$this->l->t('Clients will send passwords without encryption'),
				$this->l->t('Browsers refuse unencrypted push on encrypted pages, and some clients refuse it altogether.'),
				['occ notify_push:setup https' . substr($context->endpoint, 4)],
			);
		}
		return Check::pass($this->l->t('%s is a public, encrypted address', [$context->endpoint]));
	}

	private static function isLocal(string $host): bool {
		$host = strtolower(trim($host, '[]'));
		return $host === 'localhost' || str_ends_with($host, '.localhost')
			|| Addresses::contains('127.0.0.0/8', $host) || Addresses::contains('::1', $host);
	}
}
