<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/** Starts the push server for a moment, beside the one that may already run, to see whether it can. */
class Trial {
	private const PATIENCE = 10.0;

	public function __construct(
		private readonly LifeProbe $probe,
		private readonly Platform $platform,
	) {
	}

	/**
	 * @template T
	 * @param callable(Listen): T $during what to do while it runs
	 * @return T
	 * @throws Obstacle when it does not come up
	 */
	public function run(string $binary, callable $during): mixed {
		$listen = Listen::tcp('127.0.0.1', self::freePort());
		$plan = new ServicePlan(
			$binary,
			$this->platform->configFile(),
			$this->platform->hasConfigParts(),
			$listen,
			'',
			'',
			false,
		);
		// The environment may hold the settings of a server in use; this one has its own place to listen.
		$program = new Program($plan->command(), ['NO_ANSI' => 'true', 'SOCKET_PATH' => '', 'METRICS_PORT' => '']);
		try {
			if (!$this->probe->waitFor($listen, self::PATIENCE, $program)) {
				$end = $program->isRunning() ? 'does not answer' : 'ended at once';
				throw new Obstacle("The push server was started, but $end: " . $program->output(), [
					'# to see for yourself:',
					Shell::line($plan->command()),
				]);
			}
			return $during($listen);
		} finally {
			$program->stop();
		}
	}

	private static function freePort(): int {
		$socket = @stream_socket_server('tcp://127.0.0.1:0');
		if ($socket === false) {
			throw new Obstacle('No port is free on this machine');
		}
		$name = (string)stream_socket_get_name($socket, false);
		fclose($socket);
		return (int)substr($name, strrpos($name, ':') + 1);
	}
}
