<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OC\Core\Command;

use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputOption;

class Base extends Command {
	public const OUTPUT_FORMAT_PLAIN = 'plain';
	public const OUTPUT_FORMAT_JSON = 'json';
	public const OUTPUT_FORMAT_JSON_PRETTY = 'json_pretty';

	protected function configure() {
		$this->addOption('output', null, InputOption::VALUE_OPTIONAL, '', self::OUTPUT_FORMAT_PLAIN);
	}

	protected function writeArrayInOutputFormat(\Symfony\Component\Console\Input\InputInterface $input, \Symfony\Component\Console\Output\OutputInterface $output, iterable $items, string $prefix = '  - '): void {
		$pretty = $input->getOption('output') === self::OUTPUT_FORMAT_JSON_PRETTY;
		$output->writeln((string)json_encode($items, $pretty ? JSON_PRETTY_PRINT : 0));
	}
}
