<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Status;

/** Runs all hops against a push server with faults, and reads what they found. */
abstract class SelfTestCase extends PushServerTestCase {
	protected ?Context $last = null;

	/** @return array<string, Check> */
	protected function test(array $faults = [], ?int $users = 0, ?string $endpoint = null, ?Route $route = null): array {
		$this->faults($faults);
		$endpoint ??= 'http://127.0.0.1:' . $this->startServer() . '/push';
		$this->last = $this->context($endpoint, $route);
		return $this->runner($users)->run($this->last);
	}

	/**
	 * @param array<string, Check> $checks
	 * @return string ids of what is not right, with their states
	 */
	protected static function trouble(array $checks): string {
		$wrong = array_filter($checks, fn (Check $check) => $check->status !== Status::Pass);
		return implode(' ', array_map(fn (string $id) => "$id:{$wrong[$id]->status->value}", array_keys($wrong)));
	}

	protected static function repair(Check $check): string {
		return implode("\n", $check->repair);
	}
}
