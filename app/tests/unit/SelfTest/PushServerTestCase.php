<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Endpoint;
use OCA\NotifyPush\Heartbeat;
use OCA\NotifyPush\Queue\Missed;
use OCA\NotifyPush\Queue\Outage;
use OCA\NotifyPush\Queue\RedisConnector;
use OCA\NotifyPush\Queue\RedisQueue;
use OCA\NotifyPush\Queue\RedisSettings;
use OCA\NotifyPush\SelfTest\Connector;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\MountCount;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Readiness;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\Wizard\Binary;
use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Proxy;
use OCA\NotifyPush\Wizard\Setup;
use OCP\App\IAppManager;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IAppConfig;
use OCP\ICertificateManager;
use OCP\IConfig;
use OCP\IL10N;
use OCP\IRequest;
use OCP\IURLGenerator;
use OCP\IUser;
use OCP\IUserManager;
use PHPUnit\Framework\TestCase;
use Psr\Log\LoggerInterface;

/**
 * A real Redis on a Unix socket, a push server that can be broken (push_server.py), and the app's services wired to
 * both, with arrays in place of Nextcloud's settings.
 */
abstract class PushServerTestCase extends TestCase {
	protected static string $folder;
	private static $redisProcess;
	private $serverProcess = null;
	private $serverInput = null;

	/** @var array<string, mixed> config.php */
	protected array $system;
	/** @var array<string, mixed> settings of the app */
	protected array $app = [];
	protected string $certificates = '';

	public static function setUpBeforeClass(): void {
		self::$folder = sys_get_temp_dir() . '/notify_push-test-' . bin2hex(random_bytes(4));
		mkdir(self::$folder, 0700);
		$socket = self::$folder . '/redis.sock';
		$command = ['redis-server', '--port', '0', '--unixsocket', $socket, '--save', '', '--dir', self::$folder];
		self::$redisProcess = proc_open($command, [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']], $pipes);
		self::waitFor(fn () => @stream_socket_client("unix://$socket") !== false, 'redis-server');
	}

	public static function tearDownAfterClass(): void {
		proc_terminate(self::$redisProcess);
		proc_close(self::$redisProcess);
		exec('rm -r ' . escapeshellarg(self::$folder));
	}

	protected function setUp(): void {
		$this->system = ['redis' => ['host' => self::$folder . '/redis.sock', 'port' => 0], 'redis.persistent' => false];
		$this->app = [];
		$this->raw()->flushAll();
		$this->faults([]);
	}

	protected function tearDown(): void {
		if ($this->serverProcess !== null) {
			fclose($this->serverInput);
			proc_terminate($this->serverProcess, 9);
			proc_close($this->serverProcess);
			$this->serverProcess = null;
		}
	}

	/** @param array<string, mixed> $faults see push_server.py */
	protected function faults(array $faults): void {
		$file = self::$folder . '/faults.json';
		file_put_contents("$file.new", json_encode((object)$faults));
		rename("$file.new", $file);
	}

	/** @return string what the server printed: its port or its socket */
	protected function startServer(string ...$arguments): string {
		$command = ['/usr/bin/python3', __DIR__ . '/push_server.py', self::$folder . '/redis.sock', self::$folder . '/faults.json', ...$arguments];
		$this->serverProcess = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', self::$folder . '/server.log', 'w']], $pipes);
		$this->serverInput = $pipes[0];
		$where = trim((string)fgets($pipes[1]));
		fclose($pipes[1]);
		self::assertNotSame('', $where, (string)file_get_contents(self::$folder . '/server.log'));
		return $where;
	}

	protected static function waitFor(callable $condition, string $what, float $timeout = 10.0): void {
		$deadline = microtime(true) + $timeout;
		while (!$condition()) {
			if (microtime(true) > $deadline) {
				self::fail("$what: nothing happened in $timeout s");
			}
			usleep(10000);
		}
	}

	protected static function freePort(): int {
		$socket = stream_socket_server('tcp://127.0.0.1:0');
		$name = stream_socket_get_name($socket, false);
		fclose($socket);
		return (int)substr($name, strrpos($name, ':') + 1);
	}

	/** A connection that the app knows nothing of. */
	protected function raw(): \Redis {
		$redis = new \Redis();
		$redis->connect(self::$folder . '/redis.sock');
		return $redis;
	}

	protected function l(): IL10N {
		$l = $this->createStub(IL10N::class);
		$l->method('t')->willReturnCallback(fn (string $text, array $values = []) => vsprintf($text, $values));
		return $l;
	}

	protected function config(): IConfig {
		$config = $this->createStub(IConfig::class);
		$get = fn (string $key, mixed $default = '') => $this->system[$key] ?? $default;
		$config->method('getSystemValue')->willReturnCallback($get);
		$config->method('getSystemValueString')->willReturnCallback(fn (string $key, string $default = '') => (string)$get($key, $default));
		$config->method('setSystemValue')->willReturnCallback(function (string $key, mixed $value): void {
			if ($this->system['config_is_read_only'] ?? false) {
				throw new \RuntimeException('config is read-only');
			}
			$this->system[$key] = $value;
		});
		return $config;
	}

	protected function settings(): AppSettings {
		$config = $this->createStub(IAppConfig::class);
		foreach (['String' => '', 'Int' => 0, 'Bool' => false] as $type => $nothing) {
			$config->method("getValue$type")->willReturnCallback(
				fn (string $app, string $key, mixed $default = null) => $this->app[$key] ?? $default ?? $nothing,
			);
			$config->method("setValue$type")->willReturnCallback(function (string $app, string $key, mixed $value): bool {
				$this->app[$key] = $value;
				return true;
			});
		}
		return new AppSettings($config);
	}

	/** What a set-up saved, seen from a request to the address. */
	protected function saved(string $request = 'http://localhost/'): Setup {
		$asked = $this->createStub(IRequest::class);
		$asked->method('getServerHost')->willReturn(preg_replace('#^http://|/.*#', '', $request));
		$urls = $this->createStub(IURLGenerator::class);
		$urls->method('getAbsoluteURL')->willReturn($request);
		return new Setup($this->settings(), new Endpoint($this->settings(), $asked, $urls));
	}

	protected function queue(): RedisQueue {
		$logger = $this->createStub(LoggerInterface::class);
		$outage = new Outage(self::$folder . '/away', $logger, $this->createStub(ITimeFactory::class));
		$missed = new Missed(self::$folder . '/missed');
		return new RedisQueue(new RedisConnector(RedisSettings::fromConfig($this->config())), $outage, $missed, $logger);
	}

	protected function redis(): PushRedis {
		return new PushRedis($this->queue());
	}

	protected function certificates(): ICertificateManager {
		$certificates = $this->createStub(ICertificateManager::class);
		$certificates->method('getAbsoluteBundlePath')->willReturn($this->certificates);
		return $certificates;
	}

	protected function http(): HttpClient {
		return new HttpClient($this->config(), $this->certificates());
	}

	protected function apps(string $version = '1.4.100'): IAppManager {
		$apps = $this->createStub(IAppManager::class);
		$apps->method('getAppVersion')->willReturn($version);
		$apps->method('getAppPath')->willReturn('/nowhere');
		return $apps;
	}

	/** Users whose names may be written in any letter case. */
	protected function users(string ...$names): IUserManager {
		$users = $this->createStub(IUserManager::class);
		$users->method('get')->willReturnCallback(function (string $asked) use ($names): ?IUser {
			foreach ($names as $name) {
				if (strcasecmp($asked, $name) === 0) {
					$user = $this->createStub(IUser::class);
					$user->method('getUID')->willReturn($name);
					return $user;
				}
			}
			return null;
		});
		return $users;
	}

	protected function heartbeat(): Heartbeat {
		return new Heartbeat($this->queue(), $this->settings());
	}

	/** @param ?int $users how many Nextcloud counts; null: nobody has a storage */
	protected function runner(?int $users = 0): Runner {
		[$l, $redis, $http] = [$this->l(), $this->redis(), $this->http()];
		$mounts = $this->createStub(MountCount::class);
		$mounts->method('pickStorage')->willReturn($users === null ? null : 7);
		$mounts->method('count')->willReturn((int)$users);
		$connector = new Connector($this->certificates());
		$platform = $this->createStub(Platform::class);
		$platform->method('configFile')->willReturn('/srv/nextcloud/config/config.php');
		[$readiness, $binary] = [new Readiness($http), new Binary($this->apps(), $platform)];
		return new Runner(
			$l,
			$redis,
			new Hop\Redis($redis, $l),
			new Hop\Endpoint($l),
			new Hop\Server($http, $readiness, $l),
			new Hop\Messages($redis, $http, $this->settings(), $readiness, $binary, $platform, $l),
			new Hop\Nextcloud($http, $this->config(), $l),
			new Hop\Database($http, $mounts, $binary, $platform, $l),
			new Hop\TrustedProxy($http, $redis, $this->config(), $l),
			new Hop\Version($http, $redis, $this->apps(), $l),
			new Hop\Heartbeat($this->heartbeat(), $l),
			new Hop\Upgrade($connector, $l),
			new Hop\Delivery($connector, $redis, $l),
		);
	}

	protected function context(string $endpoint, ?Route $route = null, ?Proxy $proxy = null): Context {
		return new Context($endpoint, $route ?? Route::direct(), Listen::tcp(), $proxy);
	}
}
