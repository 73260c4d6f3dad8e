<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Listener;

use OCA\NotifyPush\Listener\ShareHook;
use OCA\NotifyPush\Share\Recipients;
use OCA\NotifyPush\Tests\Tools\RecordsMessages;
use OCP\Server;
use OCP\Share\IManager;
use OCP\Share\IShare;
use OCP\Util;
use PHPUnit\Framework\TestCase;

class ShareHookTest extends TestCase {
	use RecordsMessages;

	public function testChangedPermissionsAreToldToWhomTheShareReaches(): void {
		$share = $this->createMock(IShare::class);
		$share->expects($this->once())->method('setShareType')->with(IShare::TYPE_GROUP);
		$share->expects($this->once())->method('setSharedWith')->with('g');
		$share->expects($this->once())->method('setNodeId')->with(12);
		$share->expects($this->once())->method('setShareOwner')->with('a');
		$manager = $this->createMock(IManager::class);
		$manager->method('newShare')->willReturn($share);
		$recipients = $this->createMock(Recipients::class);
		$recipients->method('of')->with($share)->willReturnCallback(fn () => yield from ['b', 'c']);

		Util::$hooks = [];
		ShareHook::register();
		[[$class, $signal, $slot, $method]] = Util::$hooks;
		$this->assertSame(['OCP\Share', 'post_update_permissions'], [$class, $signal]);
		Server::$services[ShareHook::class] = new ShareHook($this->collector(), $recipients, $manager, $this->log());
		[$slot, $method](['shareType' => 1, 'shareWith' => 'g', 'itemSource' => '12', 'uidOwner' => 'a', 'permissions' => 1]);
		$this->assertSame(['b', 'c'], $this->told());
	}

	public function testNothingGoesFurtherThanTheLog(): void {
		$manager = $this->createMock(IManager::class);
		$manager->method('newShare')->willThrowException(new \Error('no shares'));
		(new ShareHook($this->collector(), $this->createMock(Recipients::class), $manager, $this->log()))->changed([]);
		$this->assertStringContainsString('no shares', $this->log()->lines[0]);
	}
}
