<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Migration;

use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Obstacle;
use OCP\App\IAppManager;
use OCP\Migration\IOutput;
use OCP\Migration\IRepairStep;

/**
 * Makes the bundled programs able to run, after each installation and each update.
 *
 * The archive formats and copying tools through which apps travel lose the run bit; the push server would then be gone
 * after the next restart of its service, long after the update that broke it.
 */
class BinaryCheck implements IRepairStep {
	public function __construct(
		private readonly Binary $binary,
		private readonly IAppManager $apps,
	) {
	}

	public function getName(): string {
		return 'Make the push server runnable';
	}

	/** @return void */
	public function run(IOutput $output) {
		try {
			$this->allowAllToRun($output);
			$this->tryOwn($output);
		} catch (\Throwable $e) {
			// An update must not fail over this.
			$output->warning('The push server could not be checked: ' . $e->getMessage());
		}
	}

	/** The folder may be shared with machines of other kinds, so none is left out. */
	private function allowAllToRun(IOutput $output): void {
		foreach (glob($this->apps->getAppPath('notify_push') . '/bin/*/notify_push') ?: [] as $path) {
			if (!is_executable($path) && !@chmod($path, 0755)) {
				$output->warning("The push server may not be run; as the owner of the file: chmod +x $path");
			}
		}
	}

	private function tryOwn(IOutput $output): void {
		$path = $this->binary->bundled();
		if (!is_file($path)) {
			$output->info("No push server for this machine in this package ($path)");
			return;
		}
		try {
			$version = $this->binary->verify($path);
		} catch (Obstacle $obstacle) {
			$output->warning($obstacle->getMessage() . $this->repair($obstacle));
			return;
		}
		$app = $this->apps->getAppVersion('notify_push');
		if ($version !== $app) {
			$output->warning("The push server in this package has version $version, the app $app");
			return;
		}
		$output->info("Push server $version is ready to run: $path");
	}

	private function repair(Obstacle $obstacle): string {
		return $obstacle->repair === [] ? '' : '; try: ' . implode('; ', $obstacle->repair);
	}
}
