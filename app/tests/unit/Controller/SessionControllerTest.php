<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Controller;

use OCA\NotifyPush\AnonymousSessionManager;
use OCA\NotifyPush\Controller\SessionController;
use OCA\NotifyPush\Tests\Tools\RecordingQueue;
use OCP\AppFramework\Http\Attribute\AnonRateLimit;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\NoCSRFRequired;
use OCP\AppFramework\Http\Attribute\PublicPage;
use OCP\IRequest;
use OCP\IUser;
use OCP\IUserSession;
use OCP\Security\ISecureRandom;
use PHPUnit\Framework\TestCase;

class SessionControllerTest extends TestCase {
	private RecordingQueue $queue;

	protected function setUp(): void {
		$this->queue = new RecordingQueue();
	}

	private function controller(?string $user = 'a', ?string $session = null): SessionController {
		$account = $this->createMock(IUser::class);
		$account->method('getUID')->willReturn((string)$user);
		$users = $this->createMock(IUserSession::class);
		$users->method('getUser')->willReturn($user === null ? null : $account);
		$random = $this->createMock(ISecureRandom::class);
		$random->method('generate')->with(32, ISecureRandom::CHAR_ALPHANUMERIC)->willReturn(str_repeat('t', 32));
		$sessions = $this->createMock(AnonymousSessionManager::class);
		$sessions->method('validateToken')->willReturnCallback(fn (string $token) => $token === 'good' ? $session : null);
		return new SessionController('notify_push', $this->createMock(IRequest::class), $users, $this->queue, $random, $sessions);
	}

	public function testUidIsBareText(): void {
		$answer = $this->controller('7')->uid();
		$this->assertSame([200, '7'], [$answer->getStatus(), $answer->render()]);
	}

	public function testPreAuthAnswersTheTokenThatThePushServerIsTold(): void {
		$answer = $this->controller('7')->preAuth();
		$this->assertSame([200, str_repeat('t', 32)], [$answer->getStatus(), $answer->render()]);
		$this->assertSame([['notify_pre_auth', ['user' => '7', 'token' => str_repeat('t', 32)]]], $this->queue->pushed);
	}

	public function testAnonymousPreAuthIsForTheSessionAndNoUser(): void {
		$answer = $this->controller('a', 'dav:x')->anonPreAuth('good');
		$this->assertSame([200, str_repeat('t', 32)], [$answer->getStatus(), $answer->render()]);
		$this->assertSame([['notify_pre_auth', ['session' => 'dav:x', 'token' => str_repeat('t', 32)]]], $this->queue->pushed);
	}

	public function testAnonymousPreAuthWithoutAGoodTokenIsRefused(): void {
		$this->assertSame(401, $this->controller(null, 'dav:x')->anonPreAuth('bad')->getStatus());
		$this->assertSame(401, $this->controller(null, 'dav:x')->anonPreAuth()->getStatus());
		$this->assertSame(401, $this->controller(null, 'dav:x')->anonPreAuth(['good'])->getStatus());
		$this->assertSame([], $this->queue->pushed);
	}

	public function testWhoMayAskWhat(): void {
		$rules = fn (string $method) => array_map(
			fn (\ReflectionAttribute $one) => $one->getName(),
			(new \ReflectionMethod(SessionController::class, $method))->getAttributes(),
		);
		$this->assertSame([NoAdminRequired::class, NoCSRFRequired::class], $rules('uid'));
		$this->assertSame([NoAdminRequired::class, NoCSRFRequired::class], $rules('preAuth'));
		$this->assertContains(PublicPage::class, $rules('anonPreAuth'));
		$this->assertContains(NoCSRFRequired::class, $rules('anonPreAuth'));
		[$limit] = (new \ReflectionMethod(SessionController::class, 'anonPreAuth'))->getAttributes(AnonRateLimit::class);
		$this->assertSame([30, 60], [$limit->newInstance()->getLimit(), $limit->newInstance()->getPeriod()]);
	}
}
