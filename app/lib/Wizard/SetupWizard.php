<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCA\NotifyPush\Heartbeat;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Runner;
use OCP\IConfig;

/**
 * Leads from a fresh app to a working push server.
 *
 * Each step first looks whether it is already done, so the wizard can be run again at any time and goes on where it
 * stopped. It writes nothing outside Nextcloud: what root has to do is printed, then waited for.
 */
class SetupWizard {
	private const TRIAL_HOPS = ['redis', 'server', 'messages', 'nextcloud', 'database', 'trusted-proxy'];

	public function __construct(
		private readonly Runner $runner,
		private readonly Binary $binary,
		private readonly Trial $trial,
		private readonly LifeProbe $probe,
		private readonly Platform $platform,
		private readonly Setup $setup,
		private readonly IConfig $config,
		private readonly Heartbeat $heartbeat,
	) {
	}

	/** @return bool whether everything works and the address is saved */
	public function run(Dialog $dialog, Wishes $wishes): bool {
		try {
			$this->requirements($dialog);
			$service = $this->chooseService($dialog, $wishes);
			$this->setup->saveService($service);
			$listen = $this->chooseListen($dialog, $wishes, $service);
			$this->bringUp($dialog, $wishes, $service, $listen);
			$proxy = $wishes->proxy ?? $this->setup->proxy();
			$endpoint = $this->chooseEndpoint($dialog);
			$this->setup->savePlace($listen, $proxy);
			$this->forward($dialog, $wishes, $listen, $proxy, $endpoint);
			return $this->finish($dialog, $wishes, $listen, $proxy, $endpoint);
		} catch (Obstacle $obstacle) {
			$dialog->obstacle($obstacle);
			$dialog->say();
			$dialog->say('When that is done, run the command again: it goes on where it stopped.');
			return false;
		}
	}

	/** Run the whole self-test against an address and, if it passes, tell the address to clients. */
	public function finish(Dialog $dialog, Wishes $wishes, Listen $listen, ?Proxy $proxy, string $endpoint): bool {
		$dialog->head('The whole way, from Nextcloud to a client');
		$checks = $this->test($dialog, $wishes, $listen, $proxy, $endpoint);
		if (!Runner::passed($checks)) {
			$dialog->say();
			$dialog->say('The address for clients was not changed. Repair what is marked with ✗ and try again.');
			return false;
		}
		$this->setup->saveEndpoint(rtrim($endpoint, '/'));
		$this->setup->saveRoute($wishes->connect);
		$dialog->say();
		$dialog->good("Client Push is set up: clients are told $endpoint");
		return true;
	}

	/** @return array<string, Check> */
	private function test(Dialog $dialog, Wishes $wishes, Listen $listen, ?Proxy $proxy, string $endpoint): array {
		$show = fn (Hop $hop, Check $check) => $dialog->check($check);
		$run = fn () => $this->runner->run(
			new Context($endpoint, Setup::routeTo($wishes->connect), $listen, $proxy, $this->setup->service()),
			$show,
		);
		$checks = $run();
		if (!$this->addMissing($dialog, $wishes, $checks)) {
			return $checks;
		}
		$dialog->head('Once more, with these changes');
		return $run();
	}

	/**
	 * Offer to add what lists of config.php lack.
	 *
	 * @param array<string, Check> $checks
	 * @return bool whether something was changed
	 */
	private function addMissing(Dialog $dialog, Wishes $wishes, array $checks): bool {
		$changed = false;
		foreach ($checks as $check) {
			foreach ($check->missing as $list => $entries) {
				$question = 'Add ' . implode(' and ', $entries) . " to \"$list\" in config.php?";
				if ($entries !== [] && !$dialog->asks() && !$wishes->changesConfig) {
					$dialog->say('    With --yes this command adds that to config.php by itself.');
				}
				if ($entries === [] || !($dialog->asks() ? $dialog->confirm($question) : $wishes->changesConfig)) {
					continue;
				}
				$changed = $this->add($dialog, $list, $entries) || $changed;
			}
		}
		return $changed;
	}

	/** @param list<string> $entries */
	private function add(Dialog $dialog, string $list, array $entries): bool {
		$what = implode(' and ', $entries) . " to \"$list\" in config.php";
		try {
			$this->config->setSystemValue(
				$list,
				array_merge((array)$this->config->getSystemValue($list, []), $entries),
			);
		} catch (\Exception $e) {
			// Many an installation has a config.php that only its owner's tools may change.
			$dialog->bad("Nextcloud may not add $what: {$e->getMessage()}");
			return false;
		}
		$dialog->good("Added $what");
		return true;
	}

	private function requirements(Dialog $dialog): void {
		$dialog->head('What has to be there first');
		$context = new Context('http://localhost', Route::direct(), Listen::tcp());
		$show = fn (Hop $hop, Check $check) => $dialog->check($check);
		if (!Runner::passed($this->runner->run($context, $show, ['redis']))) {
			throw new Obstacle('Client Push cannot work without Redis');
		}
		if ($this->publicUrl() === '') {
			throw new Obstacle('Nextcloud does not know its own address', [
				'occ config:system:set overwrite.cli.url --value=https://cloud.example.com',
			]);
		}
		$dialog->good('Nextcloud knows its own address: ' . $this->publicUrl());
	}

	private function chooseService(Dialog $dialog, Wishes $wishes): Service {
		if ($wishes->service !== null) {
			return $wishes->service;
		}
		$labels = [];
		foreach (Service::cases() as $service) {
			$labels[$service->value] = $service->label();
		}
		return Service::from($dialog->choose('How should the push server run?', $labels, $this->platform->service()->value));
	}

	private function chooseListen(Dialog $dialog, Wishes $wishes, Service $service): Listen {
		if ($wishes->listen !== null) {
			return $wishes->listen;
		}
		$default = $this->setup->savedListen()
			?? ($service === Service::Container ? Listen::tcp('notify_push') : Listen::tcp());
		while (true) {
			try {
				return Listen::fromString($dialog->enter(
					'Where should it listen? (HOST:PORT, or the path of a Unix socket)',
					$default->toString(),
				));
			} catch (\InvalidArgumentException $e) {
				$dialog->bad($e->getMessage());
			}
		}
	}

	private function bringUp(Dialog $dialog, Wishes $wishes, Service $service, Listen $listen): void {
		$dialog->head('The push server');
		if ($this->probe->isAlive($listen->url(), $listen->route())) {
			$dialog->good('A push server already listens at ' . $listen->toString());
			return;
		}
		$binary = $wishes->binary ?? $this->binary->bundled();
		$feedsWatchdog = false;
		if ($service !== Service::Container || is_file($binary)) {
			$dialog->good("$binary runs here, version " . $this->binary->verify($binary));
			$feedsWatchdog = $this->tryOut($dialog, $wishes, $binary);
		}
		$plan = new ServicePlan(
			$binary,
			$this->platform->configFile(),
			$this->platform->hasConfigParts(),
			$listen,
			$this->platform->user(),
			$this->platform->group(),
			$feedsWatchdog,
		);
		$lines = $service->lines($plan);
		$todo = $service->start();
		$dialog->say();
		$dialog->say($service->file() !== null ? "Put this into {$service->file()}:" : 'Run it like this:');
		$dialog->lines([...$lines, ...($todo !== [] ? ['', '# then, as root:', ...$todo] : [])], '    ');
		$this->await(
			$dialog,
			$wishes,
			"The push server listens at {$listen->toString()}",
			fn () => $this->probe->ask($listen->url(), $listen->route()),
		);
	}

	/**
	 * Start the program for a moment and try all links that need no proxy.
	 *
	 * @return bool whether it sends heartbeats, and so feeds systemd's watchdog, too
	 */
	private function tryOut(Dialog $dialog, Wishes $wishes, string $binary): bool {
		$dialog->say('    Trying it out…');
		$beat = false;
		$try = function (Listen $listen) use ($dialog, &$beat): array {
			$context = new Context($listen->url(), Route::direct(), $listen, null, $this->setup->service());
			$show = fn (Hop $hop, Check $check) => $check->carries() ?: $dialog->check($check);
			$checks = $this->runner->run($context, $show, self::TRIAL_HOPS);
			// Only a look: what a trial does says nothing about the server that is in use.
			$beat = $this->heartbeat->read() !== null;
			return $checks;
		};
		$checks = $this->trial->run($binary, $try);
		if (!Runner::passed($checks) && $this->addMissing($dialog, $wishes, $checks)) {
			$dialog->say('    Trying it out once more…');
			$checks = $this->trial->run($binary, $try);
		}
		if (!Runner::passed($checks)) {
			throw new Obstacle('The push server starts, but one of its links is broken');
		}
		$dialog->good('It reaches Redis, the database and Nextcloud');
		return $beat;
	}

	private function chooseEndpoint(Dialog $dialog): string {
		$default = $this->setup->endpoint() ?: $this->publicUrl() . '/push';
		return rtrim($dialog->enter('At which address will clients reach it?', $default), '/');
	}

	private function forward(Dialog $dialog, Wishes $wishes, Listen $listen, ?Proxy $proxy, string $endpoint): void {
		$dialog->head('The reverse proxy');
		$route = Setup::routeTo($wishes->connect)->unverified();
		$ask = fn () => $this->probe->ask($endpoint, $route, 5.0);
		if ($ask() === null) {
			$dialog->good("The push server already answers at $endpoint");
			return;
		}
		$proxy ??= $this->chooseProxy($dialog);
		$path = rtrim((string)parse_url($endpoint, PHP_URL_PATH), '/');
		$host = (string)parse_url($endpoint, PHP_URL_HOST);
		$dialog->say("{$proxy->label()} has to forward it; {$proxy->place()}:");
		$dialog->lines([...$proxy->lines($listen, $path, $host), '', '# then, as root:', $proxy->reload()], '    ');
		if ($listen->isUnix()) {
			$group = $this->platform->group();
			$dialog->say("The user of {$proxy->label()} has to be in the group $group, or may not open the socket.");
		}
		$this->await($dialog, $wishes, "The push server answers at $endpoint", $ask);
		$this->setup->savePlace($listen, $proxy);
	}

	private function chooseProxy(Dialog $dialog): Proxy {
		$labels = [];
		foreach (Proxy::cases() as $proxy) {
			$labels[$proxy->value] = $proxy->label();
		}
		return Proxy::from($dialog->choose('Which reverse proxy serves Nextcloud?', $labels, Proxy::guess()->value));
	}

	/**
	 * @param callable(): ?string $ask null once it is done, else what is wrong
	 * @throws Obstacle when nobody does it
	 */
	private function await(Dialog $dialog, Wishes $wishes, string $goal, callable $ask): void {
		$deadline = microtime(true) + $wishes->wait;
		do {
			if ($dialog->asks() && !$dialog->confirm('Done?')) {
				throw new Obstacle('Stopped here');
			}
			$wrong = $ask();
			if ($wrong === null) {
				$dialog->good($goal);
				return;
			}
			if ($dialog->asks()) {
				$dialog->bad("Not yet: $wrong");
			} else {
				usleep(250000);
			}
		} while ($dialog->asks() || microtime(true) < $deadline);
		throw new Obstacle("Not yet: $wrong");
	}

	private function publicUrl(): string {
		return rtrim($this->config->getSystemValueString('overwrite.cli.url', ''), '/');
	}
}
