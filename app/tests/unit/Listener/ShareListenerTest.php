<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\ShareListener;
use OCA\NotifyPush\Share\Recipients;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\EventDispatcher\Event;
use OCP\IUser;
use OCP\IUserSession;
use OCP\Share\Events\BeforeShareDeletedEvent;
use OCP\Share\Events\ShareAcceptedEvent;
use OCP\Share\Events\ShareCreatedEvent;
use OCP\Share\Events\ShareDeletedEvent;
use OCP\Share\Events\ShareDeletedFromSelfEvent;
use OCP\Share\IShare;
use PHPUnit\Framework\TestCase;

class ShareListenerTest extends TestCase {
	use RecordsMessages;

	/** @var list<string> whom a share reaches */
	private array $recipients = ['b', 'c'];
	private ?string $requester = 'a';
	private string $owner = 'a';

	private function listener(): ShareListener {
		$recipients = $this->createMock(Recipients::class);
		$recipients->method('of')->willReturnCallback(fn () => yield from $this->recipients);
		$session = $this->createMock(IUserSession::class);
		$session->method('getUser')->willReturnCallback(fn () => $this->requester === null ? null : $this->user($this->requester));
		return new ShareListener($this->log(), $this->collector(), $recipients, $session);
	}

	private function share(int $type = IShare::TYPE_GROUP): IShare {
		$share = $this->createMock(IShare::class);
		$share->method('getFullId')->willReturn('ocinternal:1');
		$share->method('getShareType')->willReturn($type);
		$share->method('getSharedBy')->willReturn('a');
		$share->method('getShareOwner')->willReturn($this->owner);
		return $share;
	}

	public function testANewShareIsToldToEverybodyItReaches(): void {
		$this->listener()->handle(new ShareCreatedEvent($this->share()));
		$this->assertSame(['b', 'c'], $this->told());
	}

	public function testADeletedShareIsToldToThoseWhoHadItWhenItIsGone(): void {
		$listener = $this->listener();
		$listener->handle(new BeforeShareDeletedEvent($this->share()));
		$this->assertSame([], $this->told());
		$this->recipients = [];
		$listener->handle(new ShareDeletedEvent($this->share()));
		$this->assertSame(['b', 'c'], $this->told());
		$listener->handle(new ShareDeletedEvent($this->share()));
		$this->assertSame([], $this->told());
	}

	public function testADeletionThatWasNotAnnouncedIsToldAsWell(): void {
		$this->listener()->handle(new ShareDeletedEvent($this->share(IShare::TYPE_USER)));
		$this->assertSame(['b', 'c'], $this->told());
	}

	/** @dataProvider single */
	public function testTakingAndLeavingConcernsOne(array $told, ?string $requester, int $type, string $owner = 'a'): void {
		$this->requester = $requester;
		$this->owner = $owner;
		$this->listener()->handle(new ShareAcceptedEvent($this->share($type)));
		$this->assertSame($told, $this->told());
		$this->listener()->handle(new ShareDeletedFromSelfEvent($this->share($type)));
		$this->assertSame($told, $this->told());
	}

	public function single(): array {
		return [
			'a member of the group' => [['c'], 'c', IShare::TYPE_GROUP],
			'whoever shares, for everybody' => [[], 'a', IShare::TYPE_GROUP],
			'whoever shares what is another one\'s' => [[], 'a', IShare::TYPE_GROUP, 'o'],
			'the owner of what another one shares' => [[], 'o', IShare::TYPE_GROUP, 'o'],
			'nobody in particular' => [['b', 'c'], null, IShare::TYPE_GROUP],
			'the only recipient' => [['b', 'c'], 'a', IShare::TYPE_USER],
		];
	}

	public function testEventsOfNewerServersByTheirNames(): void {
		$listener = $this->listener();
		$listener->handle($this->newer(ShareListener::MOVED, ['getShare' => $this->share(), 'getUser' => $this->user('c')]));
		$this->assertSame(['c'], $this->told());
		$listener->handle($this->newer(ShareListener::TRANSFERRED, ['getShare' => $this->share()]));
		$this->assertSame(['b', 'c'], $this->told());
		$listener->handle($this->newer(ShareListener::ACCESS_UPDATED, ['getUsers' => [$this->user('d'), $this->user('e')]]));
		$this->assertSame(['d', 'e'], $this->told());
		$this->assertSame([], $this->log()->lines);
	}

	public function testTheEventOfEarlyServers33NamesOneUser(): void {
		$early = new class ($this->user('d')) extends \OCA\Files_Sharing\Event\UserShareAccessUpdatedEvent {
			public function __construct(private IUser $user) {
			}

			public function getUser(): IUser {
				return $this->user;
			}
		};
		$this->listener()->handle($early);
		$this->assertSame(['d'], $this->told());
	}

	public function testNothingGoesFurtherThanTheLog(): void {
		$share = $this->createMock(IShare::class);
		$share->method('getFullId')->willThrowException(new \UnexpectedValueException('no id'));
		$this->listener()->handle(new BeforeShareDeletedEvent($share));
		$this->listener()->handle(new ShareDeletedEvent($share));
		$this->assertCount(2, $this->log()->lines);
	}

	/** An event of a class that the stubs do not have, with what its methods return. */
	private function newer(string $name, array $methods): Event {
		$event = $this->getMockBuilder($name)->disableOriginalConstructor()->addMethods(array_keys($methods))->getMock();
		foreach ($methods as $method => $result) {
			$event->method($method)->willReturn($result);
		}
		return $event;
	}
}

// Servers before 33 have none of these. Their methods are told apart by the listener, so they are empty here.
foreach ([ShareListener::MOVED, ShareListener::TRANSFERRED, ShareListener::ACCESS_UPDATED] as $name) {
	$parts = explode('\\', $name);
	$class = array_pop($parts);
	eval('namespace ' . implode('\\', $parts) . "; class $class extends \\OCP\\EventDispatcher\\Event {}");
}
