<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ notify_push:reset`: close all connections; clients come back by themselves. */
class Reset extends Signal {
	protected function configure(): void {
		$this->setName('notify_push:reset')->setDescription('Close all connections of the push server');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		return $this->send($output, 'notify_signal', 'reset', 'The push server closes all connections');
	}
}
