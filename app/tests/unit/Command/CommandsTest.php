<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Command;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Command\Connections;
use OCA\NotifyPush\Command\Log;
use OCA\NotifyPush\Command\Metrics;
use OCA\NotifyPush\Command\Reset;
use OCA\NotifyPush\Command\SelfTest;
use OCA\NotifyPush\SelfTest\ConnectionsQuery;
use OCA\NotifyPush\SelfTest\MetricsQuery;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Tester\CommandTester;

class CommandsTest extends PushServerTestCase {
	private int $status;

	private function call(Command $command, array $arguments = []): string {
		$tester = new CommandTester($command);
		$this->status = $tester->execute($arguments);
		return $tester->getDisplay();
	}

	private function selfTest(array $arguments = [], string $own = 'http://localhost/'): string {
		return $this->call(new SelfTest($this->runner(), $this->saved($own)), $arguments);
	}

	public function testTheNamesAreThoseThatScriptsUse(): void {
		$commands = [
			new Log($this->redis()), new Metrics(new MetricsQuery($this->redis())), new Reset($this->redis()),
			new SelfTest($this->runner(), $this->saved()), $this->connections(),
		];
		self::assertSame(
			['notify_push:log', 'notify_push:metrics', 'notify_push:reset', 'notify_push:self-test', 'notify_push:connections'],
			array_map(fn (Command $command) => $command->getName(), $commands),
		);
		self::assertSame('output', $commands[1]->getDefinition()->getOption('output')->getName());
		self::assertFalse($commands[0]->getDefinition()->getArgument('level')->isRequired());
	}

	public function testTheSelfTestSaysEachHopAndSucceeds(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		$output = $this->selfTest();
		self::assertSame(0, $this->status, $output);
		self::assertSame(10, substr_count($output, '✓'));
		self::assertSame(1, substr_count($output, '!'));
	}

	public function testTheSelfTestTakesAPathOrOneOfSeveralAddresses(): void {
		$own = 'http://127.0.0.1:' . $this->startServer() . '/';
		foreach (['/push', "http://a.invalid/push {$own}push/"] as $setting) {
			$this->app[AppSettings::BASE_ENDPOINT] = $setting;
			$output = $this->selfTest([], $own);
			self::assertSame(0, $this->status, $output);
		}
	}

	public function testTheSelfTestFailsWithLinesToCopy(): void {
		$this->faults(['handshake' => 400]);
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		$this->app['listen'] = '/run/notify_push/s.sock';
		$this->app['proxy'] = 'caddy';
		$output = $this->selfTest();
		self::assertSame(1, $this->status);
		self::assertStringContainsString('✗ Caddy does not pass the headers', $output);
		self::assertStringContainsString("\n      \treverse_proxy unix//run/notify_push/s.sock\n", $output);
		self::assertStringContainsString('- Not tried: A message arrives at a client', $output);
		self::assertStringContainsString('proxy_pass http://unix:/run/notify_push/s.sock:/;', $this->selfTest(['--proxy' => 'nginx']));
	}

	public function testTheSelfTestNamesTheCommandsOfWhatRunsThePushServer(): void {
		$this->faults(['answers' => ['/test/cookie' => [502, 'text/html', '<html>Bad Gateway</html>', ['Server' => 'nginx']]]]);
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		$this->app['service'] = 'container';
		self::assertStringContainsString("\n      docker compose ps notify_push   # is it running?\n", $this->selfTest());
		$this->app['service'] = 'openrc';
		self::assertStringContainsString("\n      rc-service notify_push status   # is it running?\n", $this->selfTest());
	}

	public function testTheSelfTestSpeaksJson(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:1/push';
		$checks = json_decode($this->selfTest(['--output' => 'json']), true);
		self::assertSame(1, $this->status);
		self::assertSame('pass', $checks['redis']['status']);
		self::assertSame('fail', $checks['server']['status']);
	}

	public function testTheSelfTestTakesAnotherWay(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://nowhere.invalid/push';
		$this->selfTest(['--connect' => '127.0.0.1:' . $this->startServer()]);
		self::assertSame(0, $this->status);
		$this->app['connect'] = '127.0.0.1:1';
		$this->selfTest();
		self::assertSame(1, $this->status, 'the remembered way is taken');
		$output = $this->selfTest(['--connect' => 'nonsense']);
		self::assertSame(1, $this->status);
		self::assertStringContainsString('HOST:PORT', $output);
	}

	public function testTheSelfTestWithoutSetupSaysWhatToDo(): void {
		self::assertStringContainsString('occ notify_push:setup', $this->selfTest());
		self::assertSame(1, $this->status);
	}

	public function testMetricsInEveryFormat(): void {
		$this->startServer();
		$metrics = new Metrics(new MetricsQuery($this->redis()));
		$output = $this->call($metrics);
		self::assertSame(0, $this->status);
		self::assertStringContainsString("Active connection count: 0\n", $output);
		self::assertStringContainsString("Total database query count: 3\n", $output);
		self::assertStringContainsString("Messages sent, apps: 1\n", $output);
		self::assertStringContainsString("Logins refused: 2\n", $output);
		self::assertSame(40, json_decode($this->call($metrics, ['--output' => 'json']), true)['events_received']);
		self::assertStringContainsString("\n    \"events_received\": 40", $this->call($metrics, ['--output' => 'json_pretty']));
	}

	public function testMetricsOfNobody(): void {
		self::assertStringContainsString('No push server answers', $this->call(new Metrics(new MetricsQuery($this->redis()))));
		self::assertSame(1, $this->status);
	}

	public function testMetricsTellDelaysInMilliseconds(): void {
		$this->startServer();
		$delays = ['custom_delivery_count' => 7, 'custom_delivery_us_sum' => 700, 'custom_delivery_us_p50' => 84, 'custom_delivery_us_p99' => 1234];
		$this->faults(['metrics' => $delays + ['builtin_lateness_count' => 0, 'builtin_lateness_us_sum' => 0]]);
		$metrics = new Metrics(new MetricsQuery($this->redis()));
		$output = $this->call($metrics);
		self::assertStringContainsString("App messages, from receipt to sending: half of them within 0.08 ms, 99 % within 1.23 ms\n", $output);
		self::assertStringNotContainsString('later than due', $output, 'there were none');
		self::assertStringNotContainsString('sum', $output);
		self::assertSame(84, json_decode($this->call($metrics, ['--output' => 'json']), true)['custom_delivery_us_p50']);
	}

	private function connections(): Connections {
		return new Connections(new ConnectionsQuery($this->redis()), $this->users('Alice', 'bob'));
	}

	public function testConnectionsOfEverybody(): void {
		$this->startServer();
		$this->faults(['connections' => ['<b>bob' => 12, 'Alice' => 1], 'guests' => 2]);
		$output = $this->call($this->connections());
		self::assertSame("13 connections of 4 users\n    12  <b>bob\n     1  Alice\n        and 2 more, guests included\n", $output);
		$answer = json_decode($this->call($this->connections(), ['--output' => 'json']), true);
		self::assertSame(['user' => 'Alice', 'connections' => 1], $answer['users'][1]);
	}

	public function testConnectionsOfOneUser(): void {
		$this->startServer();
		$this->faults(['connections' => ['Alice' => 1]]);
		self::assertSame("Alice: 1 connection\n", $this->call($this->connections(), ['user' => 'alice']));
		self::assertStringStartsWith("bob: no connection\n", $this->call($this->connections(), ['user' => 'bob']));
		self::assertSame(0, $this->status);
		self::assertSame(
			['user' => 'bob', 'connections' => 0],
			json_decode($this->call($this->connections(), ['user' => 'bob', '--output' => 'json']), true),
		);
		self::assertStringContainsString('There is no such user', $this->call($this->connections(), ['user' => 'nobody']));
		self::assertSame(1, $this->status);
	}

	public function testConnectionsOfOneOfSeveralServersAreCalledThat(): void {
		$this->startServer();
		$this->faults(['connections' => ['Alice' => 1]]);
		self::assertStringNotContainsString('several', $this->call($this->connections()));
		$command = ['redis-cli', '-s', self::$folder . '/redis.sock', 'subscribe', 'notify_query'];
		$other = proc_open($command, [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w']], $pipes);
		try {
			self::waitFor(fn () => $this->raw()->pubsub('numsub', ['notify_query'])['notify_query'] === 2, 'another listener');
			self::assertStringContainsString('There are several push servers', $this->call($this->connections()));
		} finally {
			proc_terminate($other);
			proc_close($other);
		}
	}

	public function testConnectionsThatNobodyTells(): void {
		self::assertStringContainsString('No push server answers', $this->call($this->connections()));
		self::assertSame(1, $this->status);
		self::assertStringContainsString('No push server answers', $this->call($this->connections(), ['user' => 'bob']));
		self::assertSame(1, $this->status);
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		self::assertStringContainsString('Redis cannot be used', $this->call($this->connections()));
		self::assertSame(1, $this->status);
	}

	public function testReset(): void {
		self::assertStringContainsString('No push server listens', $this->call(new Reset($this->redis())));
		self::assertSame(1, $this->status);
		$this->startServer();
		$this->call(new Reset($this->redis()));
		self::assertSame(0, $this->status);
		self::waitFor(fn () => $this->raw()->get('last_notify_signal') === '"reset"', 'reset');
	}

	/** @dataProvider levels */
	public function testLogLevels(array $arguments, ?string $expected): void {
		$this->startServer();
		$output = $this->call(new Log($this->redis()), $arguments);
		if ($expected === null) {
			self::assertSame(1, $this->status, $output);
			self::assertFalse($this->raw()->get('last_notify_config'));
			return;
		}
		self::assertSame(0, $this->status, $output);
		self::waitFor(fn () => $this->raw()->get('last_notify_config') === $expected, 'log level');
	}

	public static function levels(): array {
		return [
			[['level' => 'debug'], '{"log_spec": "notify_push=debug"}'],
			[['level' => 'TRACE'], '{"log_spec": "notify_push=trace"}'],
			[['level' => 'notify_push::send=trace,warn'], '{"log_spec": "notify_push::send=trace,warn"}'],
			[['--restore' => true], '"log_restore"'],
			[['level' => 'loud'], null],
			[['level' => "debug\nloud"], null],
			[['level' => 'notify_push=loud'], null],
			[['level' => 'debug', '--restore' => true], null],
			[[], null],
		];
	}

	public function testBrokenRedisIsSaidWithoutATrace(): void {
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		foreach ([new Reset($this->redis()), new Metrics(new MetricsQuery($this->redis()))] as $command) {
			self::assertStringContainsString('Redis cannot be used', $this->call($command));
			self::assertSame(1, $this->status);
		}
	}
}
