<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Command\Setup as SetupCommand;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\LifeProbe;
use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Service;
use OCA\NotifyPush\Wizard\SetupWizard;
use OCA\NotifyPush\Wizard\Trial;
use Symfony\Component\Console\Tester\CommandTester;

/** The whole wizard, driven as people and scripts drive it, with a program that it really starts. */
class SetupWizardTest extends PushServerTestCase {
	private string $binary;
	private CommandTester $tester;
	private int $status;

	protected function setUp(): void {
		parent::setUp();
		\OC::$configDir = self::$folder;
		file_put_contents(self::$folder . '/config.php', '<?php $CONFIG = [];');
		$this->binary = self::$folder . '/notify_push';
		$server = dirname(__DIR__) . '/SelfTest/push_server.py';
		file_put_contents($this->binary, implode("\n", [
			'#!/bin/sh',
			'[ "$1" = --version ] && { echo notify_push 1.4.100; exit; }',
			'[ "$1 $3" = "--bind --port" ] || { echo "what is $*?" >&2; exit 2; }',
			// Its input never ends, so it runs until it is stopped.
			'exec /usr/bin/python3 ' . escapeshellarg($server) . ' ' . self::$folder . '/redis.sock ' . self::$folder . '/faults.json --port "$4" <' . self::$folder . '/never >/dev/null',
			'',
		]));
		chmod($this->binary, 0755);
		@unlink(self::$folder . '/never');
		posix_mkfifo(self::$folder . '/never', 0600);
		// Somebody has to hold the other end, or opening it would wait.
		$this->never = fopen(self::$folder . '/never', 'r+');
		$this->system['overwrite.cli.url'] = 'http://localhost';
	}

	private $never;

	/**
	 * @param array<string, mixed> $arguments of the command
	 * @param ?list<string> $answers null: nobody is there
	 */
	private function wizard(array $arguments, ?array $answers = null): string {
		$platform = $this->createStub(Platform::class);
		$platform->method('service')->willReturn(Service::Systemd);
		$platform->method('configFile')->willReturn(self::$folder . '/config.php');
		$platform->method('architecture')->willReturn(php_uname('m'));
		$platform->method('user')->willReturn('www-data');
		$platform->method('group')->willReturn('www-data');
		$probe = new LifeProbe($this->http());
		$saved = $this->saved();
		$wizard = new SetupWizard(
			$this->runner(),
			new Binary($this->apps(), $platform),
			new Trial($probe, $platform),
			$probe,
			$platform,
			$saved,
			$this->config(),
			$this->heartbeat(),
		);
		$this->tester = new CommandTester(new SetupCommand($wizard, $saved));
		$this->tester->setInputs($answers ?? []);
		$this->status = $this->tester->execute($arguments, ['interactive' => $answers !== null, 'decorated' => false]);
		return $this->tester->getDisplay();
	}

	public function testAnAddressIsTestedAndSaved(): void {
		$port = $this->startServer();
		$output = $this->wizard(['server' => "http://127.0.0.1:$port/push/"]);
		self::assertSame(0, $this->status, $output);
		self::assertSame("http://127.0.0.1:$port/push", $this->app[AppSettings::BASE_ENDPOINT]);
		self::assertStringContainsString('✓ A message arrived at a client', $output);
	}

	public function testAddressesThatAreSavedAlreadyAreTestedAndStay(): void {
		$port = $this->startServer();
		$this->system['overwrite.cli.url'] = 'http://elsewhere.invalid';
		$several = "http://127.0.0.1:$port/push,https://elsewhere.invalid/push";
		$this->app[AppSettings::BASE_ENDPOINT] = $several;
		$output = $this->wizard(['--yes' => true, '--listen' => $port]);
		self::assertSame(0, $this->status, $output);
		self::assertStringContainsString("clients are told http://127.0.0.1:$port/push", $output);
		self::assertSame($several, $this->app[AppSettings::BASE_ENDPOINT]);
	}

	public function testTheWayToAnAddressThatIsOutOfReachIsRemembered(): void {
		$port = $this->startServer();
		$this->wizard(['server' => 'http://cloud.invalid/push', '--connect' => "127.0.0.1:$port"]);
		self::assertSame(0, $this->status);
		self::assertSame("127.0.0.1:$port", $this->saved()->route()->address);
		$this->wizard(['server' => "http://127.0.0.1:$port/push"]);
		self::assertNull($this->saved()->route()->address);
		$this->app['connect'] = 'nonsense';
		self::assertNull($this->saved()->route()->address);
	}

	public function testAnAddressThatDoesNotWorkIsNotSaved(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'https://old.example.com/push';
		$output = $this->wizard(['server' => 'http://127.0.0.1:' . self::freePort() . '/push']);
		self::assertSame(1, $this->status);
		self::assertStringContainsString('✗ No connection', $output);
		self::assertSame('https://old.example.com/push', $this->app[AppSettings::BASE_ENDPOINT]);
	}

	/** The stand-in answers the trusted proxy hop as a Nextcloud that trusts what config.php lists. */
	private function distrust(): void {
		$this->faults(['nextcloud' => ['/test/remote/203.0.113.77' => '127.0.0.1']]);
		$this->raw()->set('notify_push_remote', '127.0.0.1');
		$this->raw()->set('notify_push_forwarded_header', '203.0.113.77');
	}

	public function testWithYesMissingEntriesAreAddedToTheConfiguration(): void {
		$this->distrust();
		$port = $this->startServer();
		$this->wizard(['server' => "http://127.0.0.1:$port", '--yes' => true]);
		self::assertSame(['127.0.0.1', '::1'], $this->system['trusted_proxies']);
	}

	public function testAConfigurationThatCannotBeChangedIsSaid(): void {
		$this->distrust();
		$this->system['config_is_read_only'] = true;
		$port = $this->startServer();
		$output = $this->wizard(['server' => "http://127.0.0.1:$port", '--yes' => true]);
		self::assertSame(1, $this->status);
		self::assertStringContainsString('✗ Nextcloud may not add 127.0.0.1 and ::1 to "trusted_proxies" in config.php: config is read-only', $output);
		self::assertStringContainsString('Repair what is marked with ✗', $output);
	}

	public function testWithoutYesNothingIsAddedWhileNobodyAgrees(): void {
		$this->distrust();
		$port = $this->startServer();
		$output = $this->wizard(['server' => "http://127.0.0.1:$port"]);
		self::assertArrayNotHasKey('trusted_proxies', $this->system);
		self::assertStringContainsString('occ config:system:set trusted_proxies 0 --value=127.0.0.1', $output);
		self::assertStringContainsString('With --yes this command adds that', $output);
		self::assertSame(1, $this->status);

		$this->wizard(['server' => "http://127.0.0.1:$port"], ['n']);
		self::assertArrayNotHasKey('trusted_proxies', $this->system);
		$this->wizard(['server' => "http://127.0.0.1:$port"], ['y']);
		self::assertSame(['127.0.0.1', '::1'], $this->system['trusted_proxies']);
	}

	public function testUnattendedItTriesTheBinaryPrintsTheUnitAndStops(): void {
		$port = self::freePort();
		$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)$port]);
		self::assertSame(1, $this->status);
		self::assertStringContainsString("{$this->binary} runs here, version 1.4.100", $output);
		self::assertStringContainsString('It reaches Redis, the database and Nextcloud', $output);
		self::assertStringContainsString('/etc/systemd/system/notify_push.service', $output);
		self::assertStringContainsString("ExecStart={$this->binary} --bind 127.0.0.1 --port $port", $output);
		self::assertStringContainsString('WatchdogSec=30', $output);
		self::assertStringContainsString('systemctl enable --now notify_push', $output);
		self::assertStringContainsString('✗ Not yet:', $output);
		self::assertStringContainsString('it goes on where it stopped', $output);
		self::assertArrayNotHasKey(AppSettings::BASE_ENDPOINT, $this->app);
		self::assertArrayNotHasKey(AppSettings::HEARTBEAT_SEEN, $this->app, 'the server in use may be another one');
	}

	public function testAServerWithoutHeartbeatIsNotWatched(): void {
		$this->faults(['reference' => true]);
		$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)self::freePort()]);
		self::assertStringContainsString('[Unit]', $output);
		self::assertStringNotContainsString('WatchdogSec', $output);
	}

	public function testTheOtherWaysToRunArePrintedToo(): void {
		$places = ['openrc' => '#!/sbin/openrc-run', 'container' => 'entrypoint: ["', 'plain' => 'nohup '];
		foreach ($places as $service => $line) {
			$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)self::freePort(), '--service' => $service]);
			self::assertStringContainsString($line, $output);
			self::assertSame($service, $this->app['service'], 'for the lines of later self-tests');
		}
	}

	public function testARunningServerIsFoundThenTheProxyIsExplainedThenItIsDone(): void {
		$port = $this->startServer();
		$public = self::freePort();
		$this->system['overwrite.cli.url'] = "http://127.0.0.1:$public/";
		$arguments = ['--yes' => true, '--listen' => $port, '--proxy' => 'apache'];
		$output = $this->wizard($arguments);
		self::assertStringContainsString("✓ A push server already listens at 127.0.0.1:$port", $output);
		self::assertStringContainsString("ProxyPass \"/push/\" \"http://127.0.0.1:$port/\" upgrade=websocket", $output);
		self::assertSame(1, $this->status);
		self::assertSame("127.0.0.1:$port", $this->app['listen']);
		self::assertSame('apache', $this->app['proxy']);

		$this->system['overwrite.cli.url'] = "http://127.0.0.1:$port";
		$output = $this->wizard(['--yes' => true]);
		self::assertSame(0, $this->status, $output);
		self::assertStringContainsString("✓ The push server already answers at http://127.0.0.1:$port/push", $output);
		self::assertSame("http://127.0.0.1:$port/push", $this->app[AppSettings::BASE_ENDPOINT]);
	}

	public function testOverAUnixSocket(): void {
		$socket = $this->startServer('--unix', self::$folder . '/push.sock');
		$output = $this->wizard(['--yes' => true, '--listen' => $socket, '--proxy' => 'nginx']);
		self::assertStringContainsString("✓ A push server already listens at $socket", $output);
		self::assertStringContainsString("proxy_pass http://unix:$socket:/;", $output);
		self::assertStringContainsString('The user of nginx has to be in the group www-data', $output);
	}

	public function testAContainerIsExpectedAtItsNameUnlessAnotherPlaceWasChosenBefore(): void {
		$arguments = ['--yes' => true, '--binary' => $this->binary, '--service' => 'container'];
		self::assertStringContainsString('✗ Not yet: Could not resolve host: notify_push', $this->wizard($arguments));
		$port = self::freePort();
		$this->app['listen'] = "127.0.0.1:$port";
		self::assertStringContainsString("✗ Not yet: Failed to connect to 127.0.0.1 port $port", $this->wizard($arguments));
	}

	public function testItWaitsForServiceAndProxyWhenTold(): void {
		$port = self::freePort();
		$this->system['overwrite.cli.url'] = "http://127.0.0.1:$port";
		$late = proc_open(['/bin/sh', '-c', "sleep 4; exec {$this->binary} --bind 127.0.0.1 --port $port"], [], $pipes);
		$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)$port, '--wait' => '20']);
		proc_terminate($late, 15);
		proc_close($late);
		self::assertSame(0, $this->status, $output);
		self::assertStringContainsString("✓ The push server listens at 127.0.0.1:$port", $output);
	}

	public function testPeopleAreAskedAndMayTryAgain(): void {
		$port = $this->startServer();
		$closed = self::freePort();
		$output = $this->wizard([], [
			'systemd', "127.0.0.1:$port", "http://127.0.0.1:$closed/push", 'caddy', 'y', 'n',
		]);
		self::assertSame(1, $this->status);
		self::assertStringContainsString('How should the push server run?', $output);
		self::assertStringContainsString("reverse_proxy 127.0.0.1:$port", $output);
		self::assertStringContainsString('✗ Not yet: Failed to connect', $output);
		self::assertStringContainsString('✗ Stopped here', $output);

		$output = $this->wizard([], ['systemd', 'nonsense', "127.0.0.1:$port", "http://127.0.0.1:$port/push"]);
		self::assertSame(0, $this->status, $output);
		self::assertStringContainsString('"nonsense" is neither a port', $output);
	}

	public function testABrokenLinkIsFoundBeforeAnythingIsInstalled(): void {
		$this->faults(['nextcloud' => ['/test/reverse_cookie' => 'Error: Connection refused']]);
		$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)self::freePort()]);
		self::assertStringContainsString('✗ The push server cannot reach Nextcloud', $output);
		self::assertStringContainsString('✗ The push server starts, but one of its links is broken', $output);
		self::assertStringNotContainsString('[Unit]', $output);
	}

	public function testAProgramThatDoesNotStayUpShowsItsLastWords(): void {
		file_put_contents($this->binary, "#!/bin/sh\n[ \$1 = --version ] && echo notify_push 1.4.100 && exit\necho 'no database in config.php' >&2; exit 1\n");
		$output = $this->wizard(['--yes' => true, '--binary' => $this->binary, '--listen' => (string)self::freePort()]);
		self::assertStringContainsString('ended at once: no database in config.php', $output);
	}

	public function testTheBundledProgramIsMissing(): void {
		$output = $this->wizard(['--yes' => true, '--listen' => (string)self::freePort()]);
		self::assertStringContainsString('There is no push server at /nowhere/bin/' . php_uname('m') . '/notify_push', $output);
	}

	public function testNextcloudHasToKnowItsAddress(): void {
		unset($this->system['overwrite.cli.url']);
		$output = $this->wizard(['--yes' => true]);
		self::assertStringContainsString('occ config:system:set overwrite.cli.url', $output);
	}

	public function testRedisHasToBeThere(): void {
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		$output = $this->wizard(['--yes' => true]);
		self::assertStringContainsString('✗ Client Push cannot work without Redis', $output);
	}

	/** @dataProvider wrongOptions */
	public function testWrongOptionsAreExplained(array $arguments, string $message): void {
		$output = $this->wizard($arguments);
		self::assertSame(1, $this->status);
		self::assertStringContainsString($message, $output);
	}

	public static function wrongOptions(): array {
		return [
			[['--proxy' => 'iis'], '--proxy is one of nginx, apache, caddy, haproxy, traefik'],
			[['--service' => 'upstart'], '--service is one of systemd, openrc, container, plain'],
			[['--listen' => 'x y'], 'is neither a port'],
			[['--connect' => 'localhost'], 'is not of the form HOST:PORT'],
		];
	}
}
