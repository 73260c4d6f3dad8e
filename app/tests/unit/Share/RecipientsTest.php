<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Share;

use OCA\NotifyPush\Share\GroupMembers;
use OCA\NotifyPush\Share\Recipients;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\Files\Node;
use OCP\Share\IManager;
use OCP\Share\IProviderFactory;
use OCP\Share\IShare;
use OCP\Share\IShareProvider;
use PHPUnit\Framework\TestCase;

class RecipientsTest extends TestCase {
	use RecordsMessages;

	private function share(int $type, ?string $with): IShare {
		$share = $this->createMock(IShare::class);
		$share->method('getShareType')->willReturn($type);
		$share->method('getSharedWith')->willReturn($with);
		$share->method('getNode')->willReturn($this->createMock(Node::class));
		return $share;
	}

	private function of(IShare $share, ?IManager $manager = null, array $list = []): array {
		$members = $this->createMock(GroupMembers::class);
		$members->method('of')->willReturnCallback(fn (string $group) => yield from ["$group-1", "$group-2"]);
		$provider = $this->createMock(IShareProvider::class);
		$provider->method('getAccessList')->with([$share->getNode()], false)->willReturn($list);
		$providers = $this->createMock(IProviderFactory::class);
		$providers->method('getProviderForType')->with($share->getShareType())->willReturn($provider);
		$manager ??= $this->createMock(IManager::class);
		return iterator_to_array((new Recipients($manager, $providers, $members))->of($share), false);
	}

	public function testOfOneUser(): void {
		$this->assertSame(['a'], $this->of($this->share(IShare::TYPE_USER, 'a')));
		$this->assertSame(['7'], $this->of($this->share(IShare::TYPE_USERGROUP, '7')));
	}

	public function testOfAGroup(): void {
		$this->assertSame(['g-1', 'g-2'], $this->of($this->share(IShare::TYPE_GROUP, 'g')));
	}

	/** @dataProvider apps */
	public function testOfATeamARoomOrABoardOnOlderServers(int $type): void {
		$this->assertSame(['a', '5'], $this->of($this->share($type, 'x'), null, ['users' => ['a', '5'], 'remote' => false]));
		$this->assertSame(['a', '5'], $this->of($this->share($type, 'x'), null, ['users' => ['a' => ['node_id' => 1], 5 => []]]));
		$this->assertSame([], $this->of($this->share($type, 'x'), null, []));
	}

	/** @dataProvider apps */
	public function testOfATeamARoomOrABoardOnNewerServers(int $type): void {
		$manager = $this->getMockBuilder(NewerManager::class)->getMock();
		$manager->method('getUsersForShare')->willReturnCallback(fn () => yield from [$this->user('a'), $this->user('b')]);
		$this->assertSame(['a', 'b'], $this->of($this->share($type, 'x'), $manager, ['users' => ['unasked']]));
		$silent = $this->getMockBuilder(NewerManager::class)->getMock();
		$silent->method('getUsersForShare')->willReturn([]);
		$this->assertSame(['asked'], $this->of($this->share($type, 'x'), $silent, ['users' => ['asked']]));
	}

	public function apps(): array {
		return ['team' => [IShare::TYPE_CIRCLE], 'room' => [IShare::TYPE_ROOM], 'board' => [IShare::TYPE_DECK]];
	}

	/** @dataProvider outside */
	public function testOfNobodyHere(int $type): void {
		$this->assertSame([], $this->of($this->share($type, 'somebody@elsewhere')));
	}

	public function outside(): array {
		return [[IShare::TYPE_LINK], [IShare::TYPE_EMAIL], [IShare::TYPE_REMOTE]];
	}
}

/** As of Nextcloud 33. */
interface NewerManager extends IManager {
	public function getUsersForShare(IShare $share): iterable;
}
