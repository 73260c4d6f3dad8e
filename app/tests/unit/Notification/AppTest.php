<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Notification;

use OCA\NotifyPush\Notification\App;
use OCA\NotifyPush\Notification\Notifier;
use OCA\NotifyPush\Notification\Owners;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\IL10N;
use OCP\L10N\IFactory;
use OCP\Notification\INotification;
use OCP\Notification\UnknownNotificationException;
use PHPUnit\Framework\TestCase;

class AppTest extends TestCase {
	use RecordsMessages;

	private function notification(string $user): INotification {
		$notification = $this->createMock(INotification::class);
		$notification->method('getUser')->willReturn($user);
		return $notification;
	}

	private function app(): App {
		$owners = $this->createMock(Owners::class);
		$owners->method('of')->willReturn(['b', '7']);
		return new App($this->collector(), $owners, $this->log());
	}

	private function notifier(): Notifier {
		$language = $this->createMock(IL10N::class);
		$language->method('t')->willReturnArgument(0);
		$languages = $this->createMock(IFactory::class);
		$languages->method('get')->with('notify_push')->willReturn($language);
		return new Notifier($this->collector(), $languages);
	}

	public function testMadeAndDoneWith(): void {
		$this->app()->notify($this->notification('a'));
		$this->app()->markProcessed($this->notification('c'));
		$this->assertSame(
			[['notify_notification', ['user' => 'a']], ['notify_notification', ['user' => 'c']]],
			$this->published(),
		);
	}

	public function testDoneWithForEverybodyWhoHasIt(): void {
		$this->app()->markProcessed($this->notification(''));
		$this->assertSame(
			[['notify_notification', ['user' => 'b']], ['notify_notification', ['user' => '7']]],
			$this->published(),
		);
	}

	public function testOwnersThatCannotBeFoundAreNobodysConcern(): void {
		$owners = $this->createMock(Owners::class);
		$owners->method('of')->willThrowException(new \RuntimeException('no table'));
		(new App($this->collector(), $owners, $this->log()))->markProcessed($this->notification(''));
		$this->assertSame([], $this->published());
		$this->assertStringContainsString('no table', $this->log()->lines[0]);
	}

	public function testKeepsNone(): void {
		$this->assertSame(0, $this->app()->getCount($this->notification('a')));
	}

	public function testDismissedIsToldAndLeftToOthers(): void {
		try {
			$this->notifier()->dismissNotification($this->notification('a'));
			$this->fail('should have left it to others');
		} catch (UnknownNotificationException) {
			$this->assertSame([['notify_notification', ['user' => 'a']]], $this->published());
		}
	}

	public function testPreparesNone(): void {
		$this->assertSame(['notify_push', 'Client Push'], [$this->notifier()->getID(), $this->notifier()->getName()]);
		$this->expectException(UnknownNotificationException::class);
		$this->notifier()->prepare($this->notification('a'), 'en');
	}
}
