<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OCA\NotifyPush\Wizard\Dialog;
use OCA\NotifyPush\Wizard\Setup as Saved;
use OCA\NotifyPush\Wizard\SetupWizard;
use OCA\NotifyPush\Wizard\Wishes;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Input\StreamableInputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * `occ notify_push:setup`: with an address, test it and tell it to clients; without one, lead through the whole set-up.
 */
class Setup extends Command {
	public function __construct(
		private readonly SetupWizard $wizard,
		private readonly Saved $setup,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('notify_push:setup')
			->setDescription('Set up the push server')
			->addArgument('server', InputArgument::OPTIONAL, 'Public address, e.g. https://cloud.example.com/push')
			->addOption('yes', 'y', InputOption::VALUE_NONE, 'Ask nothing, and add what is missing in config.php')
			->addOption('listen', null, InputOption::VALUE_REQUIRED, 'Where it listens: HOST:PORT or the path of a Unix socket')
			->addOption('service', null, InputOption::VALUE_REQUIRED, 'What runs it: systemd, openrc, container or plain')
			->addOption('proxy', null, InputOption::VALUE_REQUIRED, 'The reverse proxy in use: nginx, apache, caddy, haproxy or traefik')
			->addOption('binary', null, InputOption::VALUE_REQUIRED, 'Another program than the one that comes with the app')
			->addOption('connect', null, InputOption::VALUE_REQUIRED, 'Connect to this HOST:PORT in place of the public name')
			->addOption('wait', null, InputOption::VALUE_REQUIRED, 'Seconds to wait for service and proxy when nobody is asked', '0');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		try {
			$wishes = new Wishes(
				$input->getOption('binary'),
				Options::listen($input),
				Options::service($input),
				Options::proxy($input),
				$input->getOption('connect'),
				(bool)$input->getOption('yes'),
				(float)$input->getOption('wait'),
			);
			Saved::routeTo($wishes->connect);
		} catch (\InvalidArgumentException $e) {
			$output->writeln('<error>' . $e->getMessage() . '</error>');
			return 1;
		}
		$dialog = new Dialog($input, $output, !$input->getOption('yes') && self::isSomebodyThere($input));
		$endpoint = (string)$input->getArgument('server');
		if ($endpoint === '') {
			return $this->wizard->run($dialog, $wishes) ? 0 : 1;
		}
		$listen = $wishes->listen ?? $this->setup->listen();
		$proxy = $wishes->proxy ?? $this->setup->proxy();
		return $this->wizard->finish($dialog, $wishes, $listen, $proxy, $endpoint) ? 0 : 1;
	}

	/** A script that did not say --no-interaction has no terminal, and must not be taken to agree to anything. */
	private static function isSomebodyThere(InputInterface $input): bool {
		if (!$input->isInteractive()) {
			return false;
		}
		$stream = $input instanceof StreamableInputInterface ? $input->getStream() : null;
		return $stream !== null || (defined('STDIN') && stream_isatty(STDIN));
	}
}
