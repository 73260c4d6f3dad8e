<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OC\Core\Command\Base;
use OCA\NotifyPush\SelfTest\MetricsQuery;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ notify_push:metrics`: what the push server counts. */
class Metrics extends Base {
	private const TIMEOUT = 5.0;

	private const LABELS = [
		'active_connection_count' => 'Active connection count',
		'active_user_count' => 'Active user count',
		'total_connection_count' => 'Total connection count',
		'mapping_query_count' => 'Total database query count',
		'events_received' => 'Events received',
		'messages_sent' => 'Messages sent',
		'messages_sent_file' => 'Messages sent, files',
		'messages_sent_activity' => 'Messages sent, activities',
		'messages_sent_notification' => 'Messages sent, notifications',
		'messages_sent_custom' => 'Messages sent, apps',
	];

	/** Only newer push servers count these. */
	private const MORE_LABELS = [
		'messages_dropped_custom' => 'Messages of apps that could not be delivered',
		'events_malformed' => 'Events that could not be understood',
		'events_missed' => 'Events missed while the database was away',
		'logins_accepted' => 'Logins accepted',
		'logins_refused' => 'Logins refused',
		'logins_failed' => 'Logins that Nextcloud could not answer',
		'logins_waiting' => 'Logins waiting now',
		'redis_reconnects' => 'Times that Redis came back',
		'database_failures' => 'Failed database queries',
		'uptime_seconds' => 'Seconds since its start',
	];

	/** Only newer push servers measure these: app messages from receipt to sending, others beyond their due time */
	private const DELAYS = [
		'custom_delivery' => 'App messages, from receipt to sending',
		'builtin_lateness' => 'Other messages, later than due',
	];

	public function __construct(
		private readonly MetricsQuery $metrics,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		parent::configure();
		$this->setName('notify_push:metrics')->setDescription('Show the numbers of the push server');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		try {
			$numbers = $this->metrics->ask(self::TIMEOUT);
		} catch (\Exception $e) {
			$output->writeln('<error>Redis cannot be used: ' . $e->getMessage() . '</error>');
			return 1;
		}
		if ($numbers === null) {
			$output->writeln('<error>No push server answers; see "occ notify_push:self-test"</error>');
			return 1;
		}
		if ($input->getOption('output') !== self::OUTPUT_FORMAT_PLAIN) {
			$this->writeArrayInOutputFormat($input, $output, $numbers);
			return 0;
		}
		$labels = self::LABELS + self::MORE_LABELS;
		foreach ($labels as $key => $label) {
			if (isset($numbers[$key])) {
				$output->writeln("$label: " . (int)$numbers[$key]);
			}
		}
		foreach (self::DELAYS as $key => $label) {
			if (isset($numbers["{$key}_us_p50"], $numbers["{$key}_us_p99"])) {
				$half = self::milliseconds($numbers["{$key}_us_p50"]);
				$most = self::milliseconds($numbers["{$key}_us_p99"]);
				$output->writeln("$label: half of them within $half ms, 99 % within $most ms");
			}
		}
		// What is newer than this app.
		foreach (array_filter(array_diff_key($numbers, $labels), 'is_numeric') as $key => $number) {
			if (preg_match('/^(?:' . implode('|', array_keys(self::DELAYS)) . ')_/', (string)$key) === 0) {
				$label = ucfirst((string)preg_replace('/[^a-z0-9]+/i', ' ', (string)$key));
				$output->writeln("$label: $number");
			}
		}
		return 0;
	}

	private static function milliseconds(mixed $microseconds): string {
		return sprintf('%.2f', (float)$microseconds / 1000);
	}
}
