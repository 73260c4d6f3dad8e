<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OC\Core\Command\Base;
use OCA\NotifyPush\SelfTest\ConnectionsQuery;
use OCP\IUserManager;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ notify_push:connections`: who is connected to the push server, or how often somebody is. */
class Connections extends Base {
	private const TIMEOUT = 5.0;

	public function __construct(
		private readonly ConnectionsQuery $connections,
		private readonly IUserManager $users,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		parent::configure();
		$this->setName('notify_push:connections')
			->setDescription('Show who is connected to the push server')
			->addArgument('user', InputArgument::OPTIONAL, 'Only this user; without, those with the most connections');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$user = (string)$input->getArgument('user');
		if ($user !== '') {
			// As the push server knows it: other letter case may be a matter of the login.
			$user = $this->users->get($user)?->getUID();
			if ($user === null) {
				return $this->complain($output, 'There is no such user');
			}
		}
		try {
			$answer = $user === ''
				? $this->connections->all(self::TIMEOUT)
				: $this->one($user, $this->connections->of($user, self::TIMEOUT));
		} catch (\Exception $e) {
			return $this->complain($output, 'Redis cannot be used: ' . $e->getMessage());
		}
		if ($answer === null) {
			return $this->complain(
				$output,
				'No push server answers; see "occ notify_push:self-test" (those before 1.4.100 do not know this question)',
			);
		}
		$isPlain = $input->getOption('output') === self::OUTPUT_FORMAT_PLAIN;
		if (!$isPlain) {
			$this->writeArrayInOutputFormat($input, $output, $answer);
		} elseif ($user === '') {
			$this->showAll($output, $answer);
		} else {
			$this->showOne($output, $answer);
		}
		if ($isPlain && $this->connections->areThereOthers()) {
			$output->writeln('There are several push servers; this is what one of them has.');
		}
		return 0;
	}

	/** @return ?array{user: string, connections: int} */
	private function one(string $user, ?int $connections): ?array {
		return $connections === null ? null : ['user' => $user, 'connections' => $connections];
	}

	private function showOne(OutputInterface $output, array $answer): void {
		$name = OutputFormatter::escape($answer['user']);
		if ($answer['connections'] > 0) {
			$output->writeln("$name: " . self::count($answer['connections'], 'connection'));
			return;
		}
		$output->writeln([
			"$name: no connection",
			'A client that was just started needs a moment; one that was set up before Client Push may have to be started again.',
		]);
	}

	private function showAll(OutputInterface $output, array $answer): void {
		$connections = self::count((int)$answer['active_connection_count'], 'connection');
		$output->writeln("$connections of " . self::count((int)$answer['active_user_count'], 'user'));
		foreach ($answer['users'] as ['user' => $user, 'connections' => $number]) {
			$output->writeln(sprintf('%6d  %s', $number, OutputFormatter::escape($user)));
		}
		$hidden = (int)$answer['active_user_count'] - count($answer['users']);
		if ($hidden > 0) {
			$output->writeln("        and $hidden more, guests included");
		}
	}

	private static function count(int $number, string $what): string {
		return $number . ' ' . $what . ($number === 1 ? '' : 's');
	}

	private function complain(OutputInterface $output, string $why): int {
		$output->writeln('<error>' . OutputFormatter::escape($why) . '</error>');
		return 1;
	}
}
