<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ notify_push:log`: change the log level of the running push server for a while. */
class Log extends Signal {
	private const LEVELS = ['off', 'error', 'warn', 'info', 'debug', 'trace'];

	protected function configure(): void {
		$this->setName('notify_push:log')
			->setDescription('Change the log level of the running push server')
			->addArgument('level', InputArgument::OPTIONAL, implode(', ', self::LEVELS) . ', or a list of target=level')
			->addOption('restore', null, InputOption::VALUE_NONE, 'Go back to the level before');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$level = strtolower(trim((string)$input->getArgument('level')));
		if ($input->getOption('restore')) {
			return $level === ''
				? $this->send($output, 'notify_config', 'log_restore', 'The log level is what it was before')
				: $this->refuse($output, 'Either a level or --restore');
		}
		if ($level === '') {
			return $this->refuse($output, 'Name a level, or use --restore');
		}
		if (!self::isSpecification($level)) {
			return $this->refuse($output, 'A level is one of ' . implode(', ', self::LEVELS) . ', or a list of target=level');
		}
		$specification = in_array($level, self::LEVELS, true) ? "notify_push=$level" : $level;
		return $this->send(
			$output,
			'notify_config',
			['log_spec' => $specification],
			"The log level is $specification until \"occ notify_push:log --restore\"",
		);
	}

	private static function isSpecification(string $text): bool {
		$level = implode('|', self::LEVELS);
		return preg_match("/^(?:[a-z_][\\w:]*=(?:$level)|$level)(?:,(?:[a-z_][\\w:]*=(?:$level)|$level))*\$/D", $text) === 1;
	}

	private function refuse(OutputInterface $output, string $why): int {
		$output->writeln("<error>$why</error>");
		return 1;
	}
}
