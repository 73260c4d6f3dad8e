<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IConfig;
use OCP\ITempManager;
use Psr\Log\LoggerInterface;

/** Decides which queue this instance has. Connects to nothing. */
class QueueFactory {
	public function __construct(
		private readonly IConfig $config,
		private readonly ITempManager $temporary,
		private readonly LoggerInterface $logger,
		private readonly ITimeFactory $clock,
	) {
	}

	public function create(): IBatchQueue {
		$settings = extension_loaded('redis') ? RedisSettings::fromConfig($this->config) : null;
		if ($settings === null) {
			return new NullQueue();
		}
		$instance = preg_replace('/[^a-zA-Z0-9]/', '', (string)$this->config->getSystemValue('instanceid', ''));
		$file = rtrim($this->temporary->getTempBaseDir(), '/') . '/notify_push_' . $instance;
		return new RedisQueue(
			new RedisConnector($settings),
			new Outage($file . '.away', $this->logger, $this->clock),
			new Missed($file . '.missed'),
			$this->logger,
		);
	}
}
