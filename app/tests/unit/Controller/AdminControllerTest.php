<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Controller;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Controller\AdminController;
use OCA\NotifyPush\SelfTest\ConnectionsQuery;
use OCA\NotifyPush\SelfTest\MetricsQuery;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Net\WebSocket;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCP\AppFramework\Http\Attribute\AuthorizedAdminSetting;
use OCP\AppFramework\Http\Attribute\FrontpageRoute;
use OCP\IRequest;
use OCP\IUser;
use OCP\IUserSession;

class AdminControllerTest extends PushServerTestCase {
	private function controller(?string $user = 'admin'): AdminController {
		$session = $this->createStub(IUserSession::class);
		if ($user !== null) {
			$account = $this->createStub(IUser::class);
			$account->method('getUID')->willReturn($user);
			$session->method('getUser')->willReturn($account);
		}
		return new AdminController(
			'notify_push',
			$this->createStub(IRequest::class),
			$this->saved(),
			$this->runner(),
			$this->redis(),
			new MetricsQuery($this->redis()),
			new ConnectionsQuery($this->redis()),
			$this->heartbeat(),
			$session,
			$this->users('Jane'),
		);
	}

	public function testEveryActionIsForAdministratorsOnlyAndHasARoute(): void {
		$routes = [];
		foreach ((new \ReflectionClass(AdminController::class))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
			if ($method->class !== AdminController::class || $method->isConstructor()) {
				continue;
			}
			$names = array_map(fn (\ReflectionAttribute $attribute) => $attribute->getName(), $method->getAttributes());
			// Any other attribute (PublicPage, NoAdminRequired, NoCSRFRequired) would open it.
			self::assertSame([AuthorizedAdminSetting::class, FrontpageRoute::class], $names);
			$arguments = $method->getAttributes(FrontpageRoute::class)[0]->getArguments();
			$routes[] = $arguments['verb'] . ' ' . $arguments['url'];
		}
		self::assertSame(['GET /admin/status', 'POST /admin/self-test', 'POST /admin/connections', 'POST /admin/message'], $routes);
	}

	public function testStatusOfALivingServer(): void {
		$this->startServer();
		self::waitFor(fn () => $this->raw()->exists('notify_push_heartbeat'), 'heartbeat', 1.0);
		$status = $this->controller()->status()->getData();
		self::assertTrue($status['redis']);
		self::assertNull($status['redisError']);
		self::assertSame(40, $status['metrics']['events_received']);
		self::assertSame('1.4.100', $status['heartbeat']['version']);
		self::assertGreaterThan(0.0, $status['answerMs']);
	}

	public function testStatusOfNobody(): void {
		$status = $this->controller()->status()->getData();
		self::assertSame([null, null, null], [$status['heartbeat'], $status['metrics'], $status['answerMs']]);
	}

	public function testStatusWhileRedisIsAway(): void {
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		$status = $this->controller()->status()->getData();
		self::assertNotEmpty($status['redisError']);
		self::assertNull($status['metrics']);
	}

	public function testTheSelfTestGoesToTheBrowser(): void {
		$this->app[AppSettings::BASE_ENDPOINT] = 'http://127.0.0.1:' . $this->startServer() . '/push';
		$result = json_decode($this->controller()->selfTest()->render(), true);
		self::assertTrue($result['passed']);
		self::assertSame('1.4.100', $result['serverVersion']);
		self::assertGreaterThan(0.0, $result['deliveryMs']);
		self::assertSame('hint', $result['checks']['endpoint']['status']);
	}

	public function testTheConnectionsOfAUser(): void {
		$this->startServer();
		$this->faults(['connections' => ['Jane' => 3]]);
		self::assertSame(['user' => 'Jane', 'connections' => 3], $this->controller()->connections('jane')->getData());
		self::assertSame(['user' => null, 'connections' => null], $this->controller()->connections('nobody')->getData());
		self::assertSame(['user' => null, 'connections' => null], $this->controller()->connections('')->getData());
	}

	public function testNobodyKnowsTheConnectionsOfAUserWithoutAServerOrRedis(): void {
		self::assertSame(['user' => 'Jane', 'connections' => null], $this->controller()->connections('Jane')->getData());
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		self::assertSame(['user' => 'Jane', 'connections' => null], $this->controller()->connections('Jane')->getData());
	}

	public function testAMessageGoesToWhoAsksForIt(): void {
		$port = $this->startServer();
		$client = WebSocket::connect("ws://127.0.0.1:$port/ws", Route::direct(), '', 5.0);
		$this->redis()->publish('notify_pre_auth', ['user' => 'jane', 'token' => 'secret']);
		usleep(100000);
		$client->send('');
		$client->send('secret');
		self::assertSame('authenticated', $client->receive(5.0));
		self::assertSame(['servers' => 1], $this->controller('jane')->message('abcdef0123456789')->getData());
		self::assertSame('notify_push_admin_test {"nonce":"abcdef0123456789"}', $client->receive(5.0));
	}

	/** @dataProvider refusals */
	public function testNothingElseIsSent(?string $user, string $nonce): void {
		self::assertSame(400, $this->controller($user)->message($nonce)->getStatus());
	}

	public static function refusals(): array {
		return [[null, 'abcdef0123456789'], ['jane', ''], ['jane', 'short'], ['jane', 'with space and"quote'], ['jane', str_repeat('a', 65)], ['jane', "abcdefgh\n"]];
	}

	public function testAMessageWhileRedisIsAway(): void {
		$this->system['redis']['host'] = '/nowhere/redis.sock';
		self::assertSame(503, $this->controller()->message('abcdef0123456789')->getStatus());
	}
}
