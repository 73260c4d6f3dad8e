<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Queue;

use OCA\NotifyPush\Queue\RedisSettings;
use OCP\IConfig;
use PHPUnit\Framework\TestCase;

class RedisSettingsTest extends TestCase {
	private function settings(array $config): ?RedisSettings {
		$system = $this->createMock(IConfig::class);
		$system->method('getSystemValue')->willReturnCallback(fn (string $key, mixed $default = '') => $config[$key] ?? $default);
		return RedisSettings::fromConfig($system);
	}

	public function testNothingConfiguredIsNoRedisAtAll(): void {
		$this->assertNull($this->settings([]));
		$this->assertNull($this->settings(['notify_push_redis' => []]));
		$this->assertNull($this->settings(['redis' => 'overridden by the environment']));
		$this->assertNull($this->settings(['redis.cluster' => []]));
	}

	/** @dataProvider addresses */
	public function testAddresses(array $redis, string $host, int $port): void {
		$found = $this->settings(['redis' => $redis]);
		$this->assertSame([$host, $port], [$found->host, $found->port]);
		$this->assertFalse($found->isCluster());
	}

	public function addresses(): array {
		return [
			'nothing said' => [[], '127.0.0.1', 6379],
			'name' => [['host' => 'redis', 'port' => 6380], 'redis', 6380],
			'port as text' => [['host' => 'redis', 'port' => '6380'], 'redis', 6380],
			'port in the host' => [['host' => 'redis:6380'], 'redis', 6380],
			'port 0 means the default' => [['host' => 'redis', 'port' => 0], 'redis', 6379],
			'bare IPv6' => [['host' => '::1', 'port' => 1], '::1', 1],
			'IPv6 in brackets' => [['host' => '[::1]:7', 'port' => null], '[::1]', 7],
			'socket' => [['host' => '/run/redis.sock', 'port' => 6379], '/run/redis.sock', 0],
			'socket with a scheme' => [['host' => 'unix:///run/redis.sock'], '/run/redis.sock', 0],
			'tls' => [['host' => 'tls://redis'], 'tls://redis', 6379],
			'rediss' => [['host' => 'rediss://redis:1'], 'tls://redis', 1],
			'options of TLS are TLS' => [['host' => 'redis', 'ssl_context' => ['verify_peer' => false]], 'tls://redis', 6379],
			'tcp is not, whatever the options' => [['host' => 'tcp://redis', 'ssl_context' => ['a' => 1]], 'redis', 6379],
		];
	}

	public function testOwnRedisWinsOverEverything(): void {
		$found = $this->settings([
			'redis' => ['host' => 'a'],
			'redis.cluster' => ['seeds' => ['b:1']],
			'notify_push_redis' => ['host' => 'c', 'password' => 'x', 'dbindex' => '3'],
		]);
		$this->assertSame('c', $found->host);
		$this->assertSame('x', $found->auth);
		$this->assertSame(3, $found->database);
	}

	public function testOwnRedisMayBeACluster(): void {
		$found = $this->settings(['redis' => ['host' => 'a'], 'notify_push_redis' => ['seeds' => ['b:1', 'c:2']]]);
		$this->assertTrue($found->isCluster());
		$this->assertSame(['b:1', 'c:2'], $found->seeds);
		$this->assertSame('cluster b:1, c:2', $found->describe());
	}

	public function testClusterWinsOverSingleServer(): void {
		$this->assertTrue($this->settings(['redis' => ['host' => 'a'], 'redis.cluster' => ['seeds' => ['b:1']]])->isCluster());
	}

	public function testUserAndPasswordGoTogether(): void {
		$this->assertSame(['u', 'p'], $this->settings(['redis' => ['user' => 'u', 'password' => 'p']])->auth);
		$this->assertSame('5', $this->settings(['redis' => ['password' => 5]])->auth);
		$this->assertNull($this->settings(['redis' => ['user' => 'u', 'password' => '']])->auth);
	}

	/** @dataProvider keeping */
	public function testKeepsConnectionsOnlyWhereTheServerHasNone(bool $kept, array $config): void {
		$this->assertSame($kept, $this->settings($config)->persistent);
	}

	public function keeping(): array {
		return [
			'only the server\'s' => [false, ['redis' => ['host' => 'a']]],
			'only the server\'s cluster' => [false, ['redis.cluster' => ['seeds' => ['a:1', 'b:1']]]],
			'one of its own' => [true, ['redis' => ['host' => 'a'], 'notify_push_redis' => ['host' => 'b']]],
			'one of its own, and no other' => [true, ['notify_push_redis' => ['host' => 'b']]],
			'same host, other port' => [true, ['redis' => ['host' => 'a'], 'notify_push_redis' => ['host' => 'a', 'port' => 7]]],
			'same server, other database' => [
				false,
				['redis' => ['host' => 'tls://a'], 'notify_push_redis' => ['host' => 'a', 'port' => 6379, 'dbindex' => 1]],
			],
			'same socket' => [false, ['redis' => ['host' => '/s'], 'notify_push_redis' => ['host' => 'unix:///s']]],
			'a node of the server\'s cluster' => [
				false,
				['redis.cluster' => ['seeds' => ['a:6379']], 'notify_push_redis' => ['host' => 'a']],
			],
			'forbidden' => [false, ['notify_push_redis' => ['host' => 'b'], 'redis.persistent' => false]],
		];
	}

	public function testPrefix(): void {
		$this->assertSame('', $this->settings(['redis' => []])->prefix);
		$this->assertSame('two:', $this->settings(['redis' => [], 'notify_push_prefix' => 'two:'])->prefix);
		$this->assertSame('', $this->settings(['redis' => [], 'notify_push_prefix' => ['x']])->prefix);
	}

	public function testDescriptionHoldsNoSecret(): void {
		$found = $this->settings(['redis' => ['host' => 'h', 'user' => 'hidden', 'password' => 'secret']]);
		$this->assertSame('h:6379', $found->describe());
	}
}
