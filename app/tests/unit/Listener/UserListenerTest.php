<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\UserListener;
use OCA\NotifyPush\Share\Recipients;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\Share\IManager;
use OCP\Share\IShare;
use OCP\User\Events\BeforeUserDeletedEvent;
use OCP\User\Events\UserDeletedEvent;
use PHPUnit\Framework\TestCase;

class UserListenerTest extends TestCase {
	use RecordsMessages;

	private int $expansions = 0;

	private function share(?string ...$with): IShare {
		$share = $this->createMock(IShare::class);
		$share->method('getSharedWith')->willReturn(implode(',', $with));
		return $share;
	}

	/** @param array<int, list<IShare>> $shares by type; the others have no provider */
	private function listener(array $shares): UserListener {
		$manager = $this->createMock(IManager::class);
		$manager->method('shareProviderExists')->willReturnCallback(fn (int $type) => isset($shares[$type]));
		$manager->method('getSharesBy')->willReturnCallback(
			function (string $user, int $type, $path, bool $reshares, int $limit, int $offset) use ($shares): array {
				$this->assertSame(['leaver', null, true], [$user, $path, $reshares]);
				return array_slice($shares[$type], $offset, $limit);
			},
		);
		$recipients = $this->createMock(Recipients::class);
		$recipients->method('of')->willReturnCallback(function (IShare $share) {
			$this->expansions++;
			if ($share->getSharedWith() === 'broken') {
				throw new \RuntimeException('the file is gone');
			}
			yield from explode(',', $share->getSharedWith());
		});
		return new UserListener($this->log(), $this->collector(), $manager, $recipients);
	}

	public function testRecipientsAreToldWhenTheUserIsGone(): void {
		$listener = $this->listener([
			IShare::TYPE_USER => [$this->share('a'), $this->share('broken'), $this->share('7')],
			IShare::TYPE_GROUP => [$this->share('a', 'b', 'leaver')],
		]);
		$listener->handle(new BeforeUserDeletedEvent($this->user('leaver')));
		$this->assertSame([], $this->told());
		$listener->handle(new UserDeletedEvent($this->user('leaver')));
		$this->assertSame(['a', '7', 'b'], $this->told());
		$listener->handle(new UserDeletedEvent($this->user('leaver')));
		$this->assertSame([], $this->told());
		$this->assertSame([], $this->log()->lines);
	}

	public function testAGroupIsExpandedOnceHoweverMuchIsSharedWithIt(): void {
		$shares = array_map(fn (int $i) => $this->share("a$i", 'b'), [1, 1, 2, 1, 2]);
		$listener = $this->listener([IShare::TYPE_GROUP => $shares, IShare::TYPE_CIRCLE => [...$shares, ...$shares]]);
		$listener->handle(new BeforeUserDeletedEvent($this->user('leaver')));
		$listener->handle(new UserDeletedEvent($this->user('leaver')));
		$this->assertSame(['a1', 'b', 'a2'], $this->told());
		$this->assertSame(2 + 10, $this->expansions, 'who is in a team may depend on the file');
	}

	public function testSharesComeInPages(): void {
		$shares = array_map(fn (int $i) => $this->share("u$i"), range(1, 250));
		$listener = $this->listener([IShare::TYPE_USER => $shares]);
		$listener->handle(new BeforeUserDeletedEvent($this->user('leaver')));
		$listener->handle(new UserDeletedEvent($this->user('leaver')));
		$this->assertCount(250, $this->told());
	}
}
