<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCP\IL10N;

/**
 * Runs the hops in the order in which an event and a login travel. A hop whose foundations are
 * broken is not tried, so that the first failure named is the one to repair.
 *
 * There is one place for the token of a run and one for its number, so runs go one after the other:
 * each would take the other's for its own, and find fault with what is right.
 */
class Runner {
	private const TURN = 'notify_push_self_test';
	/** After this the turn of a run that died is over, in seconds */
	private const LONGEST_TURN = 120;
	/** A run that takes longer is one that fails, and is not waited for; in seconds */
	private const PATIENCE = 20.0;

	/** @var list<Hop> */
	private array $hops;

	public function __construct(
		private IL10N $l,
		private PushRedis $redis,
		Hop\Redis $redisHop,
		Hop\Endpoint $endpoint,
		Hop\Server $server,
		Hop\Messages $messages,
		Hop\Nextcloud $nextcloud,
		Hop\Database $database,
		Hop\TrustedProxy $trustedProxy,
		Hop\Version $version,
		Hop\Heartbeat $heartbeat,
		Hop\Upgrade $upgrade,
		Hop\Delivery $delivery,
	) {
		$this->hops = [
			$redisHop, $endpoint, $server, $messages, $nextcloud, $database, $trustedProxy, $version, $heartbeat,
			$upgrade, $delivery,
		];
	}

	/**
	 * @param ?callable(Hop, Check): void $each told about each hop as it ends
	 * @param ?list<string> $only ids of the hops to run; all without
	 * @return array<string, Check> by id of the hop
	 */
	public function run(Context $context, ?callable $each = null, ?array $only = null): array {
		$checks = [];
		$turn = bin2hex(random_bytes(8));
		$this->awaitTurn($turn);
		try {
			foreach ($this->hops as $hop) {
				if ($only !== null && !in_array($hop->id(), $only, true)) {
					continue;
				}
				$check = $this->try($hop, $context, $checks);
				$checks[$hop->id()] = $check;
				if ($each !== null) {
					$each($hop, $check);
				}
			}
		} finally {
			$this->cleanUp($turn);
		}
		return $checks;
	}

	/**
	 * @param array<string, Check> $checks
	 */
	public static function passed(array $checks): bool {
		foreach ($checks as $check) {
			if (!$check->carries()) {
				return false;
			}
		}
		return true;
	}

	/** @return list<array{id: string, title: string}> all hops in their order */
	public function titles(): array {
		return array_map(fn (Hop $hop) => ['id' => $hop->id(), 'title' => $hop->title()], $this->hops);
	}

	/**
	 * @param array<string, Check> $checks
	 */
	private function try(Hop $hop, Context $context, array $checks): Check {
		foreach ($hop->needs() as $id) {
			if (isset($checks[$id]) && !$checks[$id]->carries()) {
				return Check::skipped($this->l->t('Not tried: %s', [$hop->title()]));
			}
		}
		try {
			return $hop->run($context);
		} catch (\Exception $e) {
			// Redis or the database went away in the middle.
			return Check::fail($this->l->t('The test broke: %s', [$hop->title()]), $e->getMessage());
		}
	}

	private function awaitTurn(string $turn): void {
		$deadline = microtime(true) + self::PATIENCE;
		try {
			while (!$this->redis->claim(self::TURN, $turn, self::LONGEST_TURN) && microtime(true) < $deadline) {
				usleep(100000);
			}
		} catch (\Exception) {
			// What is wrong with Redis is for the first hop to say.
		}
	}

	/**
	 * The token of the run opens the test routes, so it goes as soon as it is not needed.
	 */
	private function cleanUp(string $turn): void {
		try {
			$this->redis->remove('test-token');
			if ($this->redis->fetch(self::TURN) === $turn) {
				$this->redis->remove(self::TURN);
			}
		} catch (\Exception) {
			// It goes by itself.
		}
	}
}
