<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\Queue\NullQueue;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** What the hop to Redis finds. */
class RedisTest extends SelfTestCase {
	public function testRedisIsNotConfigured(): void {
		$check = (new Hop\Redis(new PushRedis(new NullQueue()), $this->l()))->run($this->context('http://x'));
		self::assertTrue($check->failed());
		self::assertStringContainsString('occ config:system:set redis host', self::repair($check));
	}

	/** @dataProvider redisTroubles */
	public function testRedisCannotBeUsed(array $settings, ?string $acl, string $repair): void {
		$raw = $this->raw();
		if ($acl !== null) {
			$raw->rawCommand('ACL', 'SETUSER', 'weak', 'reset', 'on', '>secret', ...explode(' ', $acl));
		}
		$this->system['redis'] = $settings + $this->system['redis'];
		$checks = $this->test(endpoint: 'http://127.0.0.1:1');
		self::assertSame(Status::Fail, $checks['redis']->status);
		self::assertStringContainsString($repair, self::repair($checks['redis']));
		self::assertStringNotContainsString('secret', json_encode($checks));
		self::assertStringNotContainsString('wrong-word', json_encode($checks));
	}

	public static function redisTroubles(): array {
		return [
			'nothing there' => [['host' => '/nowhere/redis.sock'], null, 'systemctl status redis-server'],
			'wrong password' => [['user' => 'weak', 'password' => 'wrong-word'], '+@all ~* &*', 'user or password are wrong'],
			'no rights' => [['user' => 'weak', 'password' => 'secret'], '+auth +select', 'ACL SETUSER'],
		];
	}
}
