<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\StorageListener;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\EventDispatcher\Event;
use OCP\Files\Cache\CacheEntryInsertedEvent;
use OCP\Files\Cache\CacheEntryRemovedEvent;
use OCP\Files\Cache\CacheEntryUpdatedEvent;
use OCP\Files\Cache\ICache;
use OCP\Files\IHomeStorage;
use OCP\Files\Storage\IStorage;
use PHPUnit\Framework\TestCase;

class StorageListenerTest extends TestCase {
	use RecordsMessages;

	private const JAIL = 'OC\Files\Storage\Wrapper\Jail';

	private function storage(string $id = 'local::/data/', string ...$kinds): IStorage {
		$storage = $this->createMock(IStorage::class);
		$storage->method('getId')->willReturn($id);
		$storage->method('instanceOfStorage')->willReturnCallback(fn (string $kind) => in_array($kind, $kinds, true));
		return $storage;
	}

	/** @return list<array> the messages about storages that the events lead to */
	private function messages(Event ...$events): array {
		$listener = new StorageListener($this->log(), $this->collector());
		array_map($listener->handle(...), $events);
		return array_map(function (array $message): array {
			$this->assertSame('notify_storage_update', $message[0]);
			return $message[1];
		}, $this->published());
	}

	/** @dataProvider paths */
	public function testOnlyWhatUsersSee(bool $isSeen, string $path, string $id, string ...$kinds): void {
		$messages = $this->messages(new CacheEntryUpdatedEvent($this->storage($id, ...$kinds), $path, 7, 3));
		$this->assertSame($isSeen ? [['storage' => 3, 'path' => $path, 'file_id' => 7]] : [], $messages);
		$this->assertSame([], $this->log()->lines);
	}

	public function paths(): array {
		$home = ['home::a', IHomeStorage::class];
		return [
			'home: file' => [true, 'files/a b', ...$home],
			'home: its files' => [true, 'files', ...$home],
			'home: its root' => [false, '', ...$home],
			'home: trash' => [false, 'files_trashbin/files/a.d1', ...$home],
			'home: versions' => [false, 'files_versions/a', ...$home],
			'home: chunks' => [false, 'uploads/1/2', ...$home],
			'home: cache' => [false, 'cache/a', ...$home],
			'home: an upload under way' => [false, 'files/a.txt.ocTransferId1234567890.part', ...$home],
			'home: a file that only looks like one' => [true, 'files/a.part', ...$home],
			'external: root' => [true, '', 'smb::x'],
			'external: file' => [true, 'a/b', 'smb::x'],
			'external: a folder called trash' => [true, 'trash/a', 'smb::x'],
			'external: a folder called versions' => [true, 'versions', 'smb::x'],
			'apps: previews' => [false, 'appdata_oc123/preview/1', 'local::/data/'],
			'apps: their root' => [false, 'appdata_oc123', 'local::/data/'],
			'group folder: file' => [true, '__groupfolders/1/a', 'local::/data/'],
			'group folder: trash' => [false, '__groupfolders/trash/1/a', 'local::/data/'],
			'group folder: versions' => [false, '__groupfolders/versions/1/2/3', 'local::/data/'],
			'group folder of its own: file' => [true, 'files/a', 'local::/data/__groupfolders/12/'],
			'group folder of its own: trash' => [false, 'trash/a', 'local::/data/__groupfolders/12/'],
			'group folder of its own: versions' => [false, 'versions/1', 'local::/data/__groupfolders/12/'],
		];
	}

	public function testInsertUpdateAndRemoveAlike(): void {
		$storage = $this->storage();
		$this->assertSame([1, 2, 3], array_column($this->messages(
			new CacheEntryInsertedEvent($storage, 'a', 1, 3),
			new CacheEntryUpdatedEvent($storage, 'b', 2, 3),
			new CacheEntryRemovedEvent($storage, 'c', 3, 3),
			new CacheEntryRemovedEvent($storage, 'c', 3, 3),
		), 'file_id'));
	}

	public function testManyRemovedAtOnceAsNewerServersSayIt(): void {
		$storage = $this->storage();
		$single = new CacheEntryRemovedEvent($storage, 'c', 3, 3);
		$batch = new class ([$single, new CacheEntryRemovedEvent($storage, 'd', 4, 3)]) extends Event {
			public function __construct(private array $events) {
			}

			public function getCacheEntryRemovedEvents(): array {
				return $this->events;
			}
		};
		$this->assertSame([3, 4], array_column($this->messages($single, $batch), 'file_id'));
	}

	public function testBeneathEveryJail(): void {
		$cache = $this->createMock(ICache::class);
		$cache->method('getNumericStorageId')->willReturn(42);
		$bottom = $this->storage('local::/bottom/');
		$bottom->method('getCache')->willReturn($cache);
		$inner = $this->jail($bottom, 'root/', $cache);
		$outer = $this->jail($inner, 'folder/', $cache);
		$messages = $this->messages(new CacheEntryUpdatedEvent($outer, 'a', 7, 3));
		$this->assertSame([['storage' => 42, 'path' => 'root/folder/a', 'file_id' => 7]], $messages);
	}

	private function jail(IStorage $beneath, string $prefix, ICache $cache): IStorage {
		$jail = $this->createMock(Jail::class);
		$jail->method('instanceOfStorage')->willReturnCallback(fn (string $kind) => $kind === self::JAIL);
		$jail->method('getUnjailedPath')->willReturnCallback(fn (string $path) => $prefix . $path);
		$jail->method('getUnjailedStorage')->willReturn($beneath);
		$jail->method('getCache')->willReturn($cache);
		return $jail;
	}

	public function testNothingGoesFurtherThanTheLog(): void {
		$storage = $this->createMock(IStorage::class);
		$storage->method('instanceOfStorage')->willThrowException(new \Error('the storage is broken'));
		$this->assertSame([], $this->messages(new CacheEntryUpdatedEvent($storage, 'a', 1, 1)));
		$this->assertStringContainsString('the storage is broken', $this->log()->lines[0]);
	}
}

/** What the server's jail has besides the interface. */
interface Jail extends IStorage {
	public function getUnjailedPath(string $path): string;

	public function getUnjailedStorage(): IStorage;
}
