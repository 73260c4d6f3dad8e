<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Controller;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Queue\IQueue;
use OCP\App\IAppManager;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Attribute\AnonRateLimit;
use OCP\AppFramework\Http\Attribute\NoCSRFRequired;
use OCP\AppFramework\Http\Attribute\OpenAPI;
use OCP\AppFramework\Http\Attribute\PublicPage;
use OCP\AppFramework\Http\TextPlainResponse;
use OCP\IRequest;

/**
 * What the push server asks while the self-test runs.
 *
 * The self-test leaves a token in Redis; whoever knows it is the push server of this instance.
 */
#[OpenAPI(scope: OpenAPI::SCOPE_IGNORE)]
class TestController extends Controller {
	public function __construct(
		string $appName,
		IRequest $request,
		private readonly IQueue $queue,
		private readonly AppSettings $settings,
		private readonly IAppManager $apps,
	) {
		parent::__construct($appName, $request);
	}

	/** The number that the self-test has just chosen, to see that the push server reaches this Nextcloud. */
	#[PublicPage]
	#[NoCSRFRequired]
	#[AnonRateLimit(limit: 120, period: 60)]
	public function cookie(): TextPlainResponse {
		if (!$this->isFromPushServer()) {
			return $this->refused();
		}
		$this->settings->refresh();
		return new TextPlainResponse((string)$this->settings->getInt(AppSettings::COOKIE));
	}

	/** Whom Nextcloud takes the client for: shows whether the push server is a trusted proxy. */
	#[PublicPage]
	#[NoCSRFRequired]
	#[AnonRateLimit(limit: 120, period: 60)]
	public function remote(): TextPlainResponse {
		if (!$this->isFromPushServer()) {
			return $this->refused();
		}
		$this->queue->set('notify_push_forwarded_header', $this->request->getHeader('x-forwarded-for'));
		$this->queue->set('notify_push_remote', (string)($this->request->server['REMOTE_ADDR'] ?? ''));
		return new TextPlainResponse($this->request->getRemoteAddress());
	}

	/** The push server asks for this when it starts, and may be older or newer than the app. */
	#[PublicPage]
	#[NoCSRFRequired]
	#[AnonRateLimit(limit: 120, period: 60)]
	public function version(): TextPlainResponse {
		$this->queue->set('notify_push_app_version', $this->apps->getAppVersion('notify_push'));
		return new TextPlainResponse('');
	}

	private function isFromPushServer(): bool {
		$expected = $this->queue->get('test-token');
		$given = $this->request->getHeader('token');
		return is_string($expected) && $expected !== '' && $given !== '' && hash_equals($expected, $given);
	}

	private function refused(): TextPlainResponse {
		return new TextPlainResponse('', Http::STATUS_FORBIDDEN);
	}
}
