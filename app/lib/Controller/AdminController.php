<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Controller;

use OCA\NotifyPush\Heartbeat;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\ConnectionsQuery;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\MetricsQuery;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\Settings\Admin;
use OCA\NotifyPush\Wizard\Setup;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Attribute\AuthorizedAdminSetting;
use OCP\AppFramework\Http\Attribute\FrontpageRoute;
use OCP\AppFramework\Http\JSONResponse;
use OCP\IRequest;
use OCP\IUserManager;
use OCP\IUserSession;

/** What the administration page asks for. For administrators, and for those who were given the page. */
class AdminController extends Controller {
	/** The page asks every few seconds; a server that needs longer than this is shown as silent. In seconds */
	private const METRICS_TIMEOUT = 1.0;

	private const CONNECTIONS_TIMEOUT = 2.0;

	public const TEST_MESSAGE = 'notify_push_admin_test';

	public function __construct(
		string $appName,
		IRequest $request,
		private readonly Setup $setup,
		private readonly Runner $runner,
		private readonly PushRedis $redis,
		private readonly MetricsQuery $metrics,
		private readonly ConnectionsQuery $connections,
		private readonly Heartbeat $heartbeat,
		private readonly IUserSession $session,
		private readonly IUserManager $users,
	) {
		parent::__construct($appName, $request);
	}

	/** The live numbers, and how long the push server took to hand them out. */
	#[AuthorizedAdminSetting(settings: Admin::class)]
	#[FrontpageRoute(verb: 'GET', url: '/admin/status')]
	public function status(): JSONResponse {
		$error = null;
		$numbers = null;
		$start = microtime(true);
		try {
			$numbers = $this->redis->isConfigured() ? $this->metrics->ask(self::METRICS_TIMEOUT) : null;
		} catch (\Exception $e) {
			$error = $e->getMessage();
		}
		$took = (microtime(true) - $start) * 1000;
		return new JSONResponse([
			'endpoint' => $this->setup->endpoint(),
			'redis' => $this->redis->isConfigured(),
			'redisError' => $error,
			'heartbeat' => $this->heartbeat->read(),
			'metrics' => $numbers,
			'answerMs' => $numbers === null ? null : round($took, 2),
		]);
	}

	/** All hops, one after the other. */
	#[AuthorizedAdminSetting(settings: Admin::class)]
	#[FrontpageRoute(verb: 'POST', url: '/admin/self-test')]
	public function selfTest(): JSONResponse {
		$context = new Context(
			$this->setup->endpoint(),
			$this->setup->route(),
			$this->setup->listen(),
			$this->setup->proxy(),
			$this->setup->service(),
		);
		$checks = $this->runner->run($context);
		return new JSONResponse([
			'passed' => Runner::passed($checks),
			'checks' => array_map(fn (Check $check) => $check->jsonSerialize(), $checks),
			'serverVersion' => $context->serverVersion,
			'deliveryMs' => $context->deliveryMs === null ? null : round($context->deliveryMs, 2),
		]);
	}

	/** How often one user is connected. There is no list here: the page may be given to others than administrators. */
	#[AuthorizedAdminSetting(settings: Admin::class)]
	#[FrontpageRoute(verb: 'POST', url: '/admin/connections')]
	public function connections(string $user = ''): JSONResponse {
		$user = $user === '' ? null : $this->users->get($user)?->getUID();
		if ($user === null) {
			return new JSONResponse(['user' => null, 'connections' => null]);
		}
		try {
			$connections = $this->connections->of($user, self::CONNECTIONS_TIMEOUT);
		} catch (\Exception) {
			// The state at the top of the page says why.
			$connections = null;
		}
		return new JSONResponse(['user' => $user, 'connections' => $connections]);
	}

	/** Send a message to the user who asks, who waits for it at a WebSocket. */
	#[AuthorizedAdminSetting(settings: Admin::class)]
	#[FrontpageRoute(verb: 'POST', url: '/admin/message')]
	public function message(string $nonce = ''): JSONResponse {
		$user = $this->session->getUser();
		if ($user === null || preg_match('/^[A-Za-z0-9]{8,64}$/D', $nonce) !== 1) {
			return new JSONResponse(['error' => 'nonce'], Http::STATUS_BAD_REQUEST);
		}
		try {
			$heard = $this->redis->publish('notify_custom', [
				'user' => $user->getUID(),
				'message' => self::TEST_MESSAGE,
				'body' => ['nonce' => $nonce],
			]);
		} catch (\Exception $e) {
			return new JSONResponse(['error' => $e->getMessage()], Http::STATUS_SERVICE_UNAVAILABLE);
		}
		return new JSONResponse(['servers' => $heard]);
	}
}
