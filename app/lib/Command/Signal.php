<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OCA\NotifyPush\SelfTest\PushRedis;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Output\OutputInterface;

/** A command that tells the push server something through Redis, and says whether anybody heard it. */
abstract class Signal extends Command {
	public function __construct(
		private readonly PushRedis $redis,
	) {
		parent::__construct();
	}

	protected function send(OutputInterface $output, string $channel, mixed $message, string $done): int {
		try {
			$heard = $this->redis->publish($channel, $message);
		} catch (\Exception $e) {
			$output->writeln('<error>Redis cannot be used: ' . $e->getMessage() . '</error>');
			return 1;
		}
		if ($heard === 0) {
			$output->writeln('<error>No push server listens; see "occ notify_push:self-test"</error>');
			return 1;
		}
		$output->writeln($done);
		return 0;
	}
}
