<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests;

use OCA\NotifyPush\AnonymousSession;
use OCA\NotifyPush\AnonymousSessionManager;
use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\IAnonymousSessionManager;
use OCA\NotifyPush\Tests\Tools\ArrayConfig;
use OCA\NotifyPush\Tests\Tools\FixedClock;
use OCA\NotifyPush\Tests\Tools\RecordingQueue;
use OCP\Security\ISecureRandom;
use PHPUnit\Framework\TestCase;

class AnonymousSessionManagerTest extends TestCase {
	private ArrayConfig $config;
	private RecordingQueue $queue;
	private FixedClock $clock;

	protected function setUp(): void {
		$this->config = new ArrayConfig();
		$this->queue = new RecordingQueue();
		$this->clock = new FixedClock();
	}

	private function manager(): AnonymousSessionManager {
		$random = $this->createMock(ISecureRandom::class);
		$random->method('generate')->willReturnCallback(function (int $length, string $characters): string {
			$this->assertSame(ISecureRandom::CHAR_ALPHANUMERIC, $characters);
			return substr(bin2hex(random_bytes($length)), 0, $length);
		});
		return new AnonymousSessionManager($this->queue, new AppSettings($this->config), $random, $this->clock);
	}

	public function testConstantsThatOtherAppsUse(): void {
		$this->assertSame([3600, 86400], [IAnonymousSessionManager::DEFAULT_TTL, IAnonymousSessionManager::MAX_TTL]);
	}

	public function testASessionLastsAsLongAsAsked(): void {
		$session = $this->manager()->createSession('dav', 100);
		$this->assertInstanceOf(AnonymousSession::class, $session);
		$this->assertMatchesRegularExpression('/^dav:[a-zA-Z0-9]{32}$/', $session->getId());
		$this->assertSame($this->clock->now + 100, $session->getExpiration());
		$this->assertMatchesRegularExpression('/^[\w-]+\.\d+\.[\w-]{43}$/', $session->getToken());
		$this->assertSame([AppSettings::SESSION_SECRET], $this->config->sensitive);
		$this->clock->now += 99;
		$this->assertSame($session->getId(), $this->manager()->validateToken($session->getToken()));
		$this->clock->now++;
		$this->assertNull($this->manager()->validateToken($session->getToken()));
	}

	public function testAnHourWithoutAsking(): void {
		$this->assertSame($this->clock->now + 3600, $this->manager()->createSession('dav')->getExpiration());
	}

	public function testSessionsAreAllDifferent(): void {
		$this->assertNotSame($this->manager()->createSession('dav')->getId(), $this->manager()->createSession('dav')->getId());
	}

	public function testRenewingKeepsTheSession(): void {
		$session = $this->manager()->createSession('my_app.x-1', 10);
		$renewed = $this->manager()->renewToken($session->getId(), 100);
		$this->assertSame($session->getId(), $renewed->getId());
		$this->assertNotSame($session->getToken(), $renewed->getToken());
		$this->clock->now += 50;
		$this->assertSame($session->getId(), $this->manager()->validateToken($renewed->getToken()));
		$this->assertNull($this->manager()->validateToken($session->getToken()));
	}

	/** @dataProvider lives */
	public function testLivesThatAreNone(int $ttl): void {
		$id = $this->manager()->createSession('dav')->getId();
		foreach ([fn () => $this->manager()->createSession('dav', $ttl), fn () => $this->manager()->renewToken($id, $ttl)] as $attempt) {
			try {
				$attempt();
				$this->fail('should have been refused');
			} catch (\InvalidArgumentException) {
				$this->addToAssertionCount(1);
			}
		}
	}

	public function lives(): array {
		return [[0], [-1], [86401], [PHP_INT_MAX]];
	}

	public function testTheLongestLife(): void {
		$this->assertSame($this->clock->now + 86400, $this->manager()->createSession('dav', 86400)->getExpiration());
	}

	/** @dataProvider appIds */
	public function testNamesThatAreNoApp(string $appId): void {
		$this->expectException(\InvalidArgumentException::class);
		$this->manager()->createSession($appId);
	}

	public function appIds(): array {
		return [[''], ['a:b'], ['a b'], ['Ab'], ['../a'], ["a\n"], ['.a'], [str_repeat('a', 250)]];
	}

	/** @dataProvider sessionIds */
	public function testIdsThatAreNoSession(string $id): void {
		$this->expectException(\InvalidArgumentException::class);
		$this->manager()->renewToken($id);
	}

	public function sessionIds(): array {
		$random = str_repeat('a', 32);
		return [[''], ['admin'], ["dav:$random-"], ["dav:$random\n"], [":$random"], ['dav:' . substr($random, 1)], ["dav:{$random}a"]];
	}

	public function testNoBitOfATokenMayChange(): void {
		$token = $this->manager()->createSession('dav', 100)->getToken();
		for ($i = 0; $i < strlen($token); $i++) {
			$changed = $token;
			$changed[$i] = $changed[$i] === 'A' ? 'B' : 'A';
			$this->assertNull($this->manager()->validateToken($changed), "changed at $i");
		}
		$this->assertNull($this->manager()->validateToken($token . 'A'));
		$this->assertNull($this->manager()->validateToken(substr($token, 0, -1)));
	}

	/** @dataProvider garbage */
	public function testGarbageIsNoToken(string $token): void {
		$this->manager()->createSession('dav');
		$this->assertNull($this->manager()->validateToken($token));
	}

	public function garbage(): array {
		return [[''], ['.'], ['..'], ['a.b.c'], ['a.1.c.d'], ["\0.1.\0"], [str_repeat('a', 2000)], ['ZGF2.99999999999.'], ['.9999999999.x']];
	}

	public function testATokenOfAnotherInstanceIsForged(): void {
		$token = $this->manager()->createSession('dav')->getToken();
		$this->config->values[AppSettings::SESSION_SECRET] = str_repeat('x', 64);
		$this->assertNull($this->manager()->validateToken($token));
	}

	public function testSigningWithNothingIsForging(): void {
		$signed = 'ZGF2OmFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE.9999999999';
		$signature = rtrim(strtr(base64_encode(hash_hmac('sha256', $signed, '', true)), '+/', '-_'), '=');
		$this->assertNull($this->manager()->validateToken("$signed.$signature"));
		$this->assertArrayNotHasKey(AppSettings::SESSION_SECRET, $this->config->values, 'a guess makes no secret');
	}

	public function testOneSecretForAll(): void {
		$this->manager()->createSession('dav');
		$secret = $this->config->values[AppSettings::SESSION_SECRET];
		$this->assertSame(64, strlen($secret));
		$this->manager()->createSession('dav');
		$this->assertSame($secret, $this->config->values[AppSettings::SESSION_SECRET]);
	}

	public function testMessagesGoToTheSessionAndToNoUser(): void {
		$this->manager()->send('dav:x', 'dav:async_request', ['status' => 200]);
		$this->manager()->send('dav:x', 'ping');
		$this->assertSame([
			['notify_custom', ['session' => 'dav:x', 'message' => 'dav:async_request', 'body' => ['status' => 200]]],
			['notify_custom', ['session' => 'dav:x', 'message' => 'ping']],
		], $this->queue->pushed);
	}
}
