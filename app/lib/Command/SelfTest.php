<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OC\Core\Command\Base;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\Wizard\Dialog;
use OCA\NotifyPush\Wizard\Setup as Saved;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ notify_push:self-test`: is everything all right, and if not, what is to be done? */
class SelfTest extends Base {
	public function __construct(
		private readonly Runner $runner,
		private readonly Saved $setup,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		parent::configure();
		$this->setName('notify_push:self-test')
			->setDescription('Try every link between Nextcloud and a client of the push server')
			->addOption('connect', null, InputOption::VALUE_REQUIRED, 'Connect to this HOST:PORT in place of the public name')
			->addOption('proxy', null, InputOption::VALUE_REQUIRED, 'The reverse proxy in use: nginx, apache, caddy, haproxy or traefik');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$connect = $input->getOption('connect');
		try {
			$context = new Context(
				$this->setup->endpoint(),
				$connect === null ? $this->setup->route() : Saved::routeTo($connect),
				$this->setup->listen(),
				Options::proxy($input) ?? $this->setup->proxy(),
				$this->setup->service(),
			);
		} catch (\InvalidArgumentException $e) {
			$output->writeln('<error>' . $e->getMessage() . '</error>');
			return 1;
		}
		$isPlain = $input->getOption('output') === self::OUTPUT_FORMAT_PLAIN;
		$dialog = new Dialog($input, $output, false);
		$checks = $this->runner->run($context, $isPlain ? fn (Hop $hop, Check $check) => $dialog->check($check) : null);
		if (!$isPlain) {
			$this->writeArrayInOutputFormat($input, $output, array_map(fn (Check $check) => $check->jsonSerialize(), $checks));
		}
		return Runner::passed($checks) ? 0 : 1;
	}
}
