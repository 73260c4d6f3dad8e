<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Service;
use OCA\NotifyPush\Wizard\ServicePlan;
use PHPUnit\Framework\TestCase;

class ServiceTest extends TestCase {
	private static function plan(?Listen $listen = null, string $binary = '/srv/nc/apps/notify_push/bin/x86_64/notify_push'): ServicePlan {
		return new ServicePlan($binary, '/srv/nc/config/config.php', true, $listen ?? Listen::tcp(), 'www-data', 'web', true);
	}

	public function testTheCommandNamesEverything(): void {
		self::assertSame(
			['/srv/nc/apps/notify_push/bin/x86_64/notify_push', '--bind', '127.0.0.1', '--port', '7867', '--glob-config',
				'/srv/nc/config/config.php'],
			self::plan()->command(),
		);
		self::assertContains('--socket-path', self::plan(Listen::unix())->command());
		self::assertNotContains('--port', self::plan(Listen::unix())->command());
	}

	public function testEachWayToRunHasItsOwnCommands(): void {
		foreach (['status', 'log', 'restart', 'environment'] as $what) {
			$lines = array_map(fn (Service $service) => $service->$what(), Service::cases());
			self::assertCount(count(Service::cases()), array_unique($lines));
			foreach ($lines as $line) {
				exec('sh -n -c ' . escapeshellarg($line) . ' 2>&1', $output, $status);
				self::assertSame(0, $status, $line);
			}
		}
		self::assertSame('docker compose restart notify_push', Service::Container->restart());
	}

	public function testTheEnvironmentOfAPlainProcessIsShown(): void {
		$folder = sys_get_temp_dir() . '/plain-' . bin2hex(random_bytes(4));
		mkdir($folder, 0700);
		$copy = "$folder/notify_push";
		self::assertTrue(copy('/bin/sleep', $copy) && chmod($copy, 0700));
		$process = proc_open([$copy, '60'], [], $pipes, null, ['REDIS_URL' => 'unix:/here']);
		try {
			$found = false;
			for ($try = 0; $try < 100 && !$found; $try++) {
				usleep(20000);
				// Others may run one as well: the oldest counts for a person, ours for this test.
				exec(str_replace('$(pgrep -xo notify_push)', (string)proc_get_status($process)['pid'], Service::Plain->environment()), $lines);
				$found = in_array('REDIS_URL=unix:/here', $lines, true);
			}
			self::assertTrue($found);
		} finally {
			proc_terminate($process, 9);
			proc_close($process);
			unlink($copy);
			rmdir($folder);
		}
	}

	public function testTheSystemdUnitPassesSystemdsOwnCheck(): void {
		$binary = '/bin/true';
		foreach ([Listen::tcp(), Listen::unix()] as $listen) {
			$lines = Service::Systemd->lines(self::plan($listen, $binary));
			self::assertContains('Type=notify', $lines);
			self::assertContains('WatchdogSec=30', $lines);
			self::assertSame($listen->isUnix(), in_array('RuntimeDirectory=notify_push', $lines, true));
			$this->verifyUnit(str_replace(['User=www-data', 'Group=web'], ['User=root', 'Group=root'], implode("\n", $lines)));
		}
	}

	private function verifyUnit(string $unit): void {
		if (!is_executable('/usr/bin/systemd-analyze')) {
			return;
		}
		$folder = sys_get_temp_dir() . '/unit-' . bin2hex(random_bytes(4));
		mkdir($folder);
		file_put_contents("$folder/notify_push.service", "$unit\n");
		exec("/usr/bin/systemd-analyze verify --man=no $folder/notify_push.service 2>&1", $output, $status);
		unlink("$folder/notify_push.service");
		rmdir($folder);
		self::assertSame([], preg_grep('/notify_push\.service/', $output), implode("\n", $output));
	}

	public function testSystemdGetsPathsQuotedItsOwnWay(): void {
		$lines = Service::Systemd->lines(self::plan(null, '/srv/my "50%" cloud/notify_push'));
		$command = implode('', preg_grep('/^ExecStart=/', $lines));
		self::assertStringStartsWith('ExecStart="/srv/my \"50%%\" cloud/notify_push" --bind', $command);
	}

	public function testTheWatchdogIsLeftOutForServersThatDoNotFeedIt(): void {
		$plan = new ServicePlan('/x', '/c', false, Listen::tcp(), 'a', 'b', false);
		self::assertSame([], preg_grep('/Watchdog/', Service::Systemd->lines($plan)));
		self::assertNotContains('--glob-config', $plan->command());
	}

	public function testTheOpenRcScriptIsAShellScriptThatStartsTheCommand(): void {
		$plan = self::plan(Listen::unix('/run/notify_push/s'), "/srv/it's/notify_push");
		$script = implode("\n", Service::OpenRC->lines($plan)) . "\n";
		// What supervise-daemon does with it: word splitting by the shell, once more for the arguments.
		$script = preg_replace('/^#!.*$/m', '', $script) . 'eval "printf \'%s\\n\' \"\$command\" $command_args"';
		exec('/bin/sh -c ' . escapeshellarg($script), $words, $status);
		self::assertSame(0, $status);
		self::assertSame($plan->command(), $words);
		self::assertStringContainsString('checkpath --directory --owner www-data:web /run/notify_push', $script);
		self::assertStringNotContainsString('checkpath', implode("\n", Service::OpenRC->lines(self::plan())));
	}

	public function testTheContainerListensForItsNeighbours(): void {
		$lines = implode("\n", Service::Container->lines(self::plan()));
		self::assertStringContainsString(
			'entrypoint: ["/srv/nc/apps/notify_push/bin/x86_64/notify_push","--port","7867","--glob-config","/srv/nc/config/config.php"]',
			$lines,
		);
		self::assertStringContainsString('nextcloud:/srv/nc:ro', $lines);
	}

	public function testThePlainCommandSurvivesTheShell(): void {
		$plan = self::plan(null, "/srv/it's/notify_push");
		$line = preg_grep('/^nohup /', Service::Plain->lines($plan));
		$line = preg_replace(['/^nohup /', '/ >\/dev.*$/'], ["printf '%s\\n' ", ''], current($line));
		exec('/bin/sh -c ' . escapeshellarg($line), $words);
		self::assertSame($plan->command(), $words);
	}

	public function testEachKindSaysWhereItGoesAndHowItStarts(): void {
		foreach (Service::cases() as $service) {
			self::assertNotSame('', $service->label());
			self::assertSame($service === Service::Plain, $service->file() === null);
			self::assertSame($service === Service::Plain, $service->start() === []);
		}
	}

	public function testOnlyFoldersThatVanishAreMadeAnew(): void {
		self::assertSame('/run/notify_push', self::plan(Listen::unix('/run/notify_push/s'))->runtimeFolder());
		self::assertNull(self::plan(Listen::unix('/srv/s'))->runtimeFolder());
		self::assertNull(self::plan(Listen::unix('/run/s'))->runtimeFolder());
		self::assertNull(self::plan()->runtimeFolder());
	}
}
