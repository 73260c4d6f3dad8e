<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\Heartbeat as HeartbeatKey;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCP\IL10N;

/**
 * Whether the push server says regularly that it lives, and the record of it.
 *
 * Only where it does may Nextcloud conclude from silence that it died, and tell clients to poll.
 */
class Heartbeat implements Hop {
	/** Longer than Nextcloud leaves a slow Redis alone, see Outage */
	private const PATIENCE = 3.0;

	public function __construct(
		private HeartbeatKey $heartbeat,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'heartbeat';
	}

	public function title(): string {
		return $this->l->t('Nextcloud would notice the end of the push server');
	}

	public function needs(): array {
		return ['messages'];
	}

	public function run(Context $context): Check {
		$deadline = microtime(true) + self::PATIENCE;
		while (($beat = $this->heartbeat->read()) === null && microtime(true) < $deadline) {
			usleep(50000);
		}
		$this->heartbeat->record($beat !== null);
		if ($beat === null) {
			return Check::hint(
				$this->l->t('The push server sends no heartbeat'),
				$this->l->t('Should it die, clients will not be told to poll until it is back.'),
			);
		}
		return Check::pass($this->l->t('The push server sends heartbeats'));
	}
}
