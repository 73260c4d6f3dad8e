<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Queue;

use OCA\NotifyPush\Queue\Missed;
use OCA\NotifyPush\Queue\Outage;
use OCA\NotifyPush\Queue\RedisConnector;
use OCA\NotifyPush\Queue\RedisQueue;
use OCA\NotifyPush\Queue\RedisSettings;
use OCA\NotifyPush\Tests\Tools\FixedClock;
use OCA\NotifyPush\Tests\Tools\RecordingLogger;
use OCA\NotifyPush\Tests\Tools\RedisServer;
use OCP\IConfig;
use PHPUnit\Framework\TestCase;

/** Against a real Redis that is stopped, frozen, restarted and protected by passwords. */
class RedisQueueTest extends TestCase {
	/** What no call may take, whatever happens, in seconds */
	private const LIMIT = 0.1;

	/** What a call may take that tries nothing: far less than an attempt, even on a busy machine */
	private const NOTHING = 0.03;

	private RecordingLogger $log;
	private FixedClock $clock;
	/** @var list<RedisServer> */
	private array $servers = [];
	private string $file;

	protected function setUp(): void {
		$this->log = new RecordingLogger();
		$this->clock = new FixedClock();
		$this->file = sys_get_temp_dir() . '/notify_push_' . bin2hex(random_bytes(6));
	}

	protected function tearDown(): void {
		array_map(fn (RedisServer $server) => $server->remove(), $this->servers);
		array_map('unlink', glob($this->file . '.*'));
	}

	private function server(array $options = [], int $port = 0, bool $isTls = false): RedisServer {
		return $this->servers[] = (new RedisServer($options, $port, $isTls))->start();
	}

	private function queue(array $redis, array $more = []): RedisQueue {
		$config = $more + ['notify_push_redis' => $redis];
		$system = $this->createMock(IConfig::class);
		$system->method('getSystemValue')->willReturnCallback(fn (string $key, mixed $default = '') => $config[$key] ?? $default);
		return new RedisQueue(
			new RedisConnector(RedisSettings::fromConfig($system)),
			new Outage($this->file . '.away', $this->log, $this->clock),
			new Missed($this->file . '.missed'),
			$this->log,
		);
	}

	private function seconds(callable $work): float {
		$started = hrtime(true);
		$work();
		return (hrtime(true) - $started) / 1e9;
	}

	public function testPublishesJson(): void {
		$server = $this->server();
		$listener = $server->listen();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_custom', ['user' => 'a', 'message' => 'm', 'body' => ['x' => 1.5, 'y' => [], 'z' => 'ä/']]);
		$queue->push('notify_test_cookie', 7);
		$queue->push('notify_signal', 'reset');
		$this->assertSame([
			['notify_custom', '{"user":"a","message":"m","body":{"x":1.5,"y":[],"z":"ä/"}}'],
			['notify_test_cookie', '7'],
			['notify_signal', '"reset"'],
		], $listener->heard(3));
		$this->assertSame([], $this->log->lines);
	}

	public function testPublishesManyInOrder(): void {
		$server = $this->server();
		$listener = $server->listen();
		$queue = $this->queue(['host' => $server->socket]);
		$messages = (function () {
			for ($i = 0; $i < 1200; $i++) {
				yield ['notify_activity', ['user' => (string)$i]];
			}
		})();
		$queue->pushMany($messages);
		$heard = $listener->heard(1200);
		$this->assertCount(1200, $heard);
		foreach ($heard as $i => [, $payload]) {
			$this->assertSame('{"user":"' . $i . '"}', $payload);
		}
	}

	public function testPublishesNothingForNothing(): void {
		$queue = $this->queue(['host' => '/nowhere/redis.sock']);
		$queue->pushMany([]);
		$this->assertSame([], $this->log->lines);
	}

	public function testInvalidUtf8IsReplaced(): void {
		$server = $this->server();
		$listener = $server->listen();
		$this->queue(['host' => $server->socket])->push('notify_storage_update', ['storage' => 1, 'path' => "files/\xe4", 'file_id' => 2]);
		$this->assertSame([['notify_storage_update', "{\"storage\":1,\"path\":\"files/\u{fffd}\",\"file_id\":2}"]], $listener->heard(1));
	}

	public function testWhatIsNoJsonIsPublishedAsFarAsItGoes(): void {
		$server = $this->server();
		$listener = $server->listen();
		$circle = new \stdClass();
		$circle->self = $circle;
		$this->queue(['host' => $server->socket])->push('notify_custom', ['user' => 'a', 'message' => 'm', 'body' => [INF, $circle]]);
		$this->assertSame('{"user":"a","message":"m","body":[0,{"self":null}]}', $listener->heard(1)[0][1]);
	}

	public function testAnObjectThatThrowsIsRefusedQuietly(): void {
		$server = $this->server();
		$body = new class () implements \JsonSerializable {
			public function jsonSerialize(): mixed {
				throw new \RuntimeException('broken');
			}
		};
		$this->queue(['host' => $server->socket])->push('notify_custom', ['user' => 'a', 'message' => 'm', 'body' => $body]);
		$this->assertCount(1, $this->log->lines);
		$this->assertStringContainsString('broken', $this->log->lines[0]);
	}

	public function testBodyOfOneMebibyteGoesAndMoreDoesNot(): void {
		$server = $this->server();
		$listener = $server->listen();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_custom', ['user' => 'a', 'message' => 'fits', 'body' => str_repeat('x', 1024 * 1024 - 2)]);
		$queue->push('notify_custom', ['user' => 'a', 'message' => 'too_large', 'body' => str_repeat('x', 1024 * 1024 - 1)]);
		$heard = $listener->heard(1);
		$this->assertCount(1, $heard);
		$this->assertStringContainsString('"fits"', substr($heard[0][1], 0, 60));
		$this->assertCount(1, $this->log->lines);
		$this->assertStringStartsWith('error: Custom message too_large refused', $this->log->lines[0]);
	}

	public function testKeys(): void {
		$server = $this->server();
		$queue = $this->queue(['host' => $server->socket, 'dbindex' => 2]);
		$this->assertFalse($queue->get('nothing'));
		$queue->set('a', 'text');
		$queue->set('b', 12);
		$queue->setFor('c', 'short', 30);
		$this->assertSame(['text', '12', 'short'], [$queue->get('a'), $queue->get('b'), $queue->get('c')]);
		$client = $server->client();
		$this->assertFalse($client->get('a'));
		$client->select(2);
		$this->assertSame('text', $client->get('a'));
		$this->assertGreaterThan(25, $client->ttl('c'));
		$queue->delete('a');
		$this->assertFalse($client->get('a'));
	}

	public function testPrefixStandsBeforeChannelsAndKeys(): void {
		$server = $this->server();
		$listener = $server->listen();
		$queue = $this->queue(['host' => $server->socket], ['notify_push_prefix' => 'two.']);
		$queue->push('notify_activity', ['user' => 'a']);
		$queue->set('test-token', 'x');
		$this->assertSame('two.notify_activity', $listener->heard(1)[0][0]);
		$this->assertSame('x', $server->client()->get('two.test-token'));
		$this->assertSame('x', $queue->get('test-token'));
		$this->assertSame('two.y', $queue->name('y'));
	}

	public function testPassword(): void {
		$server = $this->server(['--requirepass', 'geheim']);
		$listener = $server->listen('geheim');
		$this->queue(['host' => $server->socket, 'password' => 'geheim'])->push('notify_activity', ['user' => 'a']);
		$this->assertCount(1, $listener->heard(1));
	}

	public function testUserAndPassword(): void {
		$server = $this->server(['--user', 'pusher', 'on', '>geheim', '&*', '+@all', '~*', '--user', 'default', 'off']);
		$listener = $server->listen(['pusher', 'geheim']);
		$this->queue(['host' => $server->socket, 'user' => 'pusher', 'password' => 'geheim'])->push('notify_activity', ['user' => 'a']);
		$this->assertCount(1, $listener->heard(1));
	}

	public function testWrongPasswordIsLoggedWithoutIt(): void {
		$server = $this->server(['--requirepass', 'geheim']);
		$queue = $this->queue(['host' => $server->socket, 'password' => 'wrong-one']);
		$queue->push('notify_activity', ['user' => 'a']);
		$queue->push('notify_activity', ['user' => 'a']);
		$this->assertNull($queue->get('x'));
		$this->assertCount(1, $this->log->lines);
		$this->assertStringNotContainsString('wrong-one', $this->log->lines[0]);
	}

	public function testOverTls(): void {
		$port = RedisServer::freePort();
		$folder = sys_get_temp_dir() . '/notify_push_tls_' . bin2hex(random_bytes(6));
		mkdir($folder);
		$names = escapeshellarg('subjectAltName=DNS:localhost,IP:127.0.0.1');
		exec("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext $names"
			. " -keyout $folder/key.pem -out $folder/cert.pem 2>&1");
		$server = $this->server(
			['--tls-cert-file', "$folder/cert.pem", '--tls-key-file', "$folder/key.pem", '--tls-auth-clients', 'no'],
			$port,
			true,
		);
		$listener = $server->listen();
		$queue = $this->queue(['host' => 'tls://127.0.0.1', 'port' => $port, 'ssl_context' => ['cafile' => "$folder/cert.pem"]]);
		$heard = [];
		for ($tries = 0; $tries < 10 && $heard === []; $tries++) {
			// A handshake may outlast the budget on a busy machine; its costs are not what is tested here.
			$this->clock->now += Outage::HOLD;
			$queue->push('notify_activity', ['user' => 'a']);
			$heard = $listener->heard(0);
		}
		$this->assertCount(1, $heard);
		$this->queue(['host' => 'tls://127.0.0.1', 'port' => $port], ['redis.persistent' => false])
			->push('notify_activity', ['user' => 'untrusted']);
		$this->assertSame([], $listener->heard(0));
		array_map('unlink', glob("$folder/*"));
		rmdir($folder);
	}

	public function testAbsentRedisCostsNothingAndIsLoggedOnce(): void {
		$queue = $this->queue(['host' => '/nowhere/redis.sock']);
		for ($i = 0; $i < 20; $i++) {
			$this->assertLessThan(self::LIMIT, $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'a'])));
		}
		$this->assertNull($queue->get('a'));
		$queue->set('a', 'b');
		$this->assertCount(1, $this->log->lines);
		$this->assertStringStartsWith('warning: Redis of the push server cannot be reached: /nowhere/redis.sock', $this->log->lines[0]);
	}

	public function testUnreachableRedisCostsOneBudgetAndThenNothing(): void {
		// A listener whose backlog is full answers no connection any more.
		$full = socket_create(AF_INET, SOCK_STREAM, 0);
		socket_bind($full, '127.0.0.1', 0);
		socket_listen($full, 0);
		socket_getsockname($full, $host, $port);
		$waiting = [];
		for ($i = 0; $i < 4; $i++) {
			$how = STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT;
			$waiting[] = @stream_socket_client("tcp://$host:$port", $code, $text, 0.05, $how);
		}
		$queue = $this->queue(['host' => $host, 'port' => $port]);
		$first = $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'a']));
		$this->assertGreaterThan(0.05, $first, 'the connection should not have been answered');
		$this->assertLessThan(self::LIMIT, $first);
		$this->assertLessThan(self::NOTHING, $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'a'])));
		$other = $this->queue(['host' => $host, 'port' => $port]);
		$this->assertLessThan(self::NOTHING, $this->seconds(fn () => $other->push('notify_activity', ['user' => 'a'])), 'another request');
		$this->clock->now += Outage::HOLD;
		$this->assertLessThan(self::LIMIT, $this->seconds(fn () => $other->push('notify_activity', ['user' => 'a'])));
	}

	/** @dataProvider persistence */
	public function testFrozenRedisCostsOneBudgetAndNoAnswerIsMixedUp(bool $persistent): void {
		$server = $this->server();
		$queue = $this->queue(['host' => $server->socket], ['redis.persistent' => $persistent]);
		$queue->set('a', 'first');
		$server->freeze();
		$this->assertLessThan(self::LIMIT, $this->seconds(fn () => $this->assertNull($queue->get('a'))));
		$this->assertLessThan(self::NOTHING, $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'a'])));
		$this->clock->now += Outage::HOLD;
		$this->assertLessThan(self::LIMIT, $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'b'])));
		$server->thaw();
		usleep(50_000);
		$this->clock->now += Outage::HOLD;
		$queue->set('b', 'second');
		$this->assertSame('second', $queue->get('b'));
		$this->assertSame('first', $queue->get('a'));
		$this->assertNull($queue->secondsAway());
	}

	public function persistence(): array {
		return ['kept connections' => [true], 'own connections' => [false]];
	}

	/** @dataProvider persistence */
	public function testRestartedRedisIsFoundAgainAtOnce(bool $persistent): void {
		$server = $this->server();
		$queue = $this->queue(['host' => $server->socket], ['redis.persistent' => $persistent]);
		$queue->push('notify_activity', ['user' => 'a']);
		$server->stop();
		$server->start();
		$listener = $server->listen();
		$queue->push('notify_activity', ['user' => 'b']);
		$this->assertSame([['notify_activity', '{"user":"b"}']], $listener->heard(1));
		$this->assertSame([], $this->log->lines);
	}

	public function testBatchOnAKeptConnectionThatDiedIsPublishedOnce(): void {
		$server = $this->server();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_activity', ['user' => 'a']);
		$server->client()->rawCommand('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
		$listener = $server->listen();
		$queue->pushMany([['notify_activity', ['user' => 'b']], ['notify_activity', ['user' => 'c']]]);
		$this->assertSame(['{"user":"b"}', '{"user":"c"}'], array_column($listener->heard(2), 1));
	}

	/** What was missed while Redis was frozen, by one process after the other. */
	private function missEvents(RedisServer $server, RedisQueue ...$processes): void {
		$server->freeze();
		foreach ($processes as $process) {
			$process->push('notify_activity', ['user' => 'missed']);
		}
		$server->thaw();
		usleep(50_000);
		// A frozen Redis hands on what it had received, once it wakes up: not what was held back.
		$server->client()->ping();
	}

	public function testAfterEventsWereMissedThePushServerIsAskedOnceToMakeUp(): void {
		$server = $this->server();
		[$first, $second, $third] = [$this->queue(['host' => $server->socket]), $this->queue(['host' => $server->socket]),
			$this->queue(['host' => $server->socket])];
		$this->missEvents($server, $first, $second);
		$this->clock->now += Outage::HOLD;
		$listener = $server->listen();
		$third->push('notify_activity', ['user' => 'a']);
		$first->push('notify_activity', ['user' => 'b']);
		$second->push('notify_activity', ['user' => 'c']);
		$this->assertSame([
			['notify_activity', '{"user":"a"}'],
			['notify_signal', '"catch_up"'],
			['notify_activity', '{"user":"b"}'],
			['notify_activity', '{"user":"c"}'],
		], $listener->heard(4));
		$this->assertSame([], glob($this->file . '.*'));

		$this->missEvents($server, $third);
		$this->clock->now += Outage::HOLD;
		$listener = $server->listen();
		$first->push('notify_activity', ['user' => 'd']);
		$this->assertSame([['notify_activity', '{"user":"d"}'], ['notify_signal', '"catch_up"']], $listener->heard(2));
	}

	public function testWhatTheHoldOffSwallowsIsMadeUpForThoughRedisIsThere(): void {
		$server = $this->server();
		$queue = $this->queue(['host' => $server->socket]);
		$server->freeze();
		$this->assertNull($queue->get('nothing is lost by this'));
		$server->thaw();
		$listener = $server->listen();
		$this->queue(['host' => $server->socket])->push('notify_activity', ['user' => 'held']);
		$this->assertSame([], $listener->heard(0));
		$this->clock->now += Outage::HOLD;
		$queue->pushMany([['notify_activity', ['user' => 'a']], ['notify_activity', ['user' => 'b']]]);
		$this->assertSame(['notify_activity', 'notify_activity', 'notify_signal'], array_column($listener->heard(3), 0));
	}

	public function testAValueThatCanBeReadAgainIsEnoughToAsk(): void {
		$server = $this->server();
		$server->stop();
		$queue = $this->queue(['host' => $server->socket], ['notify_push_prefix' => 'two.']);
		$queue->push('notify_storage_update', ['storage' => 1, 'path' => 'files', 'file_id' => 2]);
		$server->start();
		$listener = $server->listen();
		$this->assertFalse($this->queue(['host' => $server->socket], ['notify_push_prefix' => 'two.'])->get('a'));
		$this->assertSame([['two.notify_signal', '"catch_up"']], $listener->heard(1));
		$this->assertFalse($queue->get('a'));
		$this->assertSame([], $listener->heard(0));
	}

	public function testIsAskedAgainUntilRedisTakesIt(): void {
		$server = $this->server();
		$server->stop();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_activity', ['user' => 'missed']);
		$server->start();
		$server->client()->rawCommand('ACL', 'SETUSER', 'default', 'resetchannels', '&notify_activity');
		$queue->push('notify_activity', ['user' => 'a']);
		$this->assertFileExists($this->file . '.missed.asking');
		$server->client()->rawCommand('ACL', 'SETUSER', 'default', 'allchannels');
		$listener = $server->listen();
		$queue->push('notify_activity', ['user' => 'b']);
		$this->assertSame([['notify_activity', '{"user":"b"}'], ['notify_signal', '"catch_up"']], $listener->heard(2));
		$this->assertSame([], glob($this->file . '.*'));
	}

	public function testNothingIsMadeUpForWhereNothingCanBe(): void {
		$server = $this->server();
		$server->stop();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_custom', ['user' => 'a', 'message' => 'm']);
		$queue->push('notify_pre_auth', ['user' => 'a', 'token' => 't']);
		$queue->set('a', 'b');
		$this->assertNull($queue->get('a'));
		$server->start();
		$listener = $server->listen();
		$queue->push('notify_activity', ['user' => 'a']);
		$this->assertSame([['notify_activity', '{"user":"a"}']], $listener->heard(1));
	}

	public function testWithoutAPlaceForFilesTheProcessAsksForItself(): void {
		$this->file = '/proc/nowhere/file';
		$server = $this->server();
		$server->stop();
		$queue = $this->queue(['host' => $server->socket]);
		$queue->push('notify_activity', ['user' => 'missed']);
		$server->start();
		$listener = $server->listen();
		$queue->push('notify_activity', ['user' => 'a']);
		$queue->push('notify_activity', ['user' => 'b']);
		$this->assertSame(['notify_activity', 'notify_signal', 'notify_activity'], array_column($listener->heard(3), 0));
	}

	/** @dataProvider batches */
	public function testARefusalIsAMissToo(array $messages): void {
		$server = $this->server();
		$server->client()->rawCommand('ACL', 'SETUSER', 'default', 'resetchannels');
		$queue = $this->queue(['host' => $server->socket]);
		$queue->pushMany($messages);
		$this->assertCount(1, $this->log->lines);
		$server->client()->rawCommand('ACL', 'SETUSER', 'default', 'allchannels');
		$listener = $server->listen();
		$queue->push('notify_activity', ['user' => 'b']);
		$this->assertSame(['notify_activity', 'notify_signal'], array_column($listener->heard(2), 0));
	}

	public function batches(): array {
		$message = ['notify_activity', ['user' => 'a']];
		return ['one' => [[$message]], 'many' => [[$message, $message, $message]]];
	}

	public function testARedisThatIsFullTakesNothing(): void {
		$server = $this->server(['--maxclients', '1']);
		for ($tries = 0; $tries < 100 && !($other = $server->client())->ping(); $tries++) {
			usleep(10_000);
		}
		$queue = $this->queue(['host' => $server->socket], ['redis.persistent' => false]);
		$queue->push('notify_activity', ['user' => 'a']);
		$this->assertCount(1, $this->log->lines);
		$this->assertFileExists($this->file . '.missed');
	}

	public function testConnectionIsToBeHadAndThrowsWhenItIsNot(): void {
		$server = $this->server();
		$this->assertInstanceOf(\Redis::class, $this->queue(['host' => $server->socket])->getConnection());
		$this->expectException(\RedisException::class);
		$this->queue(['host' => '/nowhere/redis.sock'])->getConnection();
	}

	public function testOverACluster(): void {
		$port = RedisServer::freePort();
		$server = $this->server(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1',
			'--cluster-port', (string)RedisServer::freePort()], $port);
		$client = $server->client();
		$client->rawCommand('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
		for ($tries = 0; $tries < 200 && !str_contains($client->rawCommand('CLUSTER', 'INFO'), 'cluster_state:ok'); $tries++) {
			usleep(50_000);
		}
		$listener = $server->listen();
		$queue = $this->queue(['seeds' => ["127.0.0.1:$port"]]);
		$queue->pushMany([['notify_activity', ['user' => 'a']], ['notify_activity', ['user' => 'b']]]);
		$queue->set('a', 'b');
		$this->assertCount(2, $listener->heard(2));
		$this->assertSame('b', $queue->get('a'));
		$this->assertInstanceOf(\RedisCluster::class, $queue->getConnection());
		$this->assertSame([], $this->log->lines);
	}

	public function testAbsentClusterCostsOneBudget(): void {
		$queue = $this->queue(['seeds' => ['127.0.0.1:' . RedisServer::freePort(), '127.0.0.1:' . RedisServer::freePort()]]);
		$this->assertLessThan(self::LIMIT, $this->seconds(fn () => $queue->push('notify_activity', ['user' => 'a'])));
		$this->assertCount(1, $this->log->lines);
	}
}
