<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\MountListener;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\Files\Config\Event\UserMountAddedEvent;
use OCP\Files\Config\Event\UserMountRemovedEvent;
use OCP\Files\Config\Event\UserMountUpdatedEvent;
use OCP\Files\Config\ICachedMountInfo;
use OCP\Files\Events\InvalidateMountCacheEvent;
use OCP\ICache;
use OCP\ICacheFactory;
use OCP\IMemcache;
use OCP\IUserManager;
use PHPUnit\Framework\TestCase;

class MountListenerTest extends TestCase {
	use RecordsMessages;

	/** @var array<string, mixed> what the distributed cache holds */
	private array $cached = [];

	private function listener(bool $hasMemory = true, int $users = 2): MountListener {
		$memory = $this->createMock($hasMemory ? IMemcache::class : ICache::class);
		if ($hasMemory) {
			$memory->method('add')->willReturnCallback(function (string $key, $value, int $ttl): bool {
				$this->assertSame(10, $ttl);
				$isNew = !isset($this->cached[$key]);
				$this->cached[$key] = $value;
				return $isNew;
			});
		}
		$caches = $this->createMock(ICacheFactory::class);
		$caches->method('createDistributed')->willReturn($memory);
		$manager = $this->createMock(IUserManager::class);
		$manager->method('countSeenUsers')->willReturn($users);
		$manager->method('callForSeenUsers')->willReturnCallback(function (\Closure $callback) use ($users): void {
			for ($i = 0; $i < $users; $i++) {
				$callback($this->user("user$i"));
			}
		});
		return new MountListener($this->log(), $this->collector(), $caches, $manager);
	}

	private function mount(string $user, int $root = 1, int $storage = 2, string $point = '/a/files/b/'): ICachedMountInfo {
		$mount = $this->createMock(ICachedMountInfo::class);
		$mount->method('getUser')->willReturn($this->user($user));
		$mount->method('getRootId')->willReturn($root);
		$mount->method('getStorageId')->willReturn($storage);
		$mount->method('getMountPoint')->willReturn($point);
		return $mount;
	}

	public function testMountsThatComeAndGo(): void {
		$listener = $this->listener();
		$listener->handle(new UserMountAddedEvent($this->mount('a')));
		$listener->handle(new UserMountRemovedEvent($this->mount('b')));
		$this->assertSame(['a', 'b'], $this->told());
	}

	public function testOnlyUpdatesThatShow(): void {
		$listener = $this->listener();
		$listener->handle(new UserMountUpdatedEvent($this->mount('a'), $this->mount('a')));
		$this->assertSame([], $this->told());
		$listener->handle(new UserMountUpdatedEvent($this->mount('a'), $this->mount('a', 9)));
		$listener->handle(new UserMountUpdatedEvent($this->mount('b'), $this->mount('b', 1, 9)));
		$listener->handle(new UserMountUpdatedEvent($this->mount('c'), $this->mount('c', 1, 2, '/a/files/moved/')));
		$this->assertSame(['a', 'b', 'c'], $this->told());
	}

	public function testAMountThatComesAndGoesByTurnsCannotDriveAClientRound(): void {
		for ($request = 0; $request < 10; $request++) {
			$listener = $this->listener();
			$listener->handle(new UserMountAddedEvent($this->mount('a')));
			$listener->handle(new UserMountRemovedEvent($this->mount('a')));
			$this->collector()->flush();
		}
		$this->assertSame(['a'], $this->told());
	}

	public function testWithoutADistributedCacheEveryRequestTells(): void {
		$this->listener(false)->handle(new UserMountAddedEvent($this->mount('a')));
		$this->collector()->flush();
		$this->listener(false)->handle(new UserMountAddedEvent($this->mount('a')));
		$this->assertSame(['a', 'a'], $this->told());
	}

	public function testInvalidatedMounts(): void {
		$this->listener()->handle(new InvalidateMountCacheEvent($this->user('a')));
		$this->assertSame(['a'], $this->told());
		$this->listener()->handle(new InvalidateMountCacheEvent(null));
		$this->assertSame(['user0', 'user1'], $this->told());
		$this->listener(true, 501)->handle(new InvalidateMountCacheEvent(null));
		$this->assertSame([], $this->told(), 'a large instance waits for the single mounts');
	}
}
