<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Controller;

use OCA\NotifyPush\AnonymousSessionManager;
use OCA\NotifyPush\Queue\IQueue;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Attribute\AnonRateLimit;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\NoCSRFRequired;
use OCP\AppFramework\Http\Attribute\OpenAPI;
use OCP\AppFramework\Http\Attribute\PublicPage;
use OCP\AppFramework\Http\Attribute\UserRateLimit;
use OCP\AppFramework\Http\TextPlainResponse;
use OCP\IRequest;
use OCP\IUserSession;
use OCP\Security\ISecureRandom;

/**
 * Who is at the other end of a WebSocket.
 *
 * The push server hands on a user name and a password and asks for the user's id; browsers, which hold no password,
 * fetch a token that is good for one login. All answers are bare text.
 */
#[OpenAPI(scope: OpenAPI::SCOPE_IGNORE)]
class SessionController extends Controller {
	private const TOKEN_LENGTH = 32;

	public function __construct(
		string $appName,
		IRequest $request,
		private readonly IUserSession $userSession,
		private readonly IQueue $queue,
		private readonly ISecureRandom $random,
		private readonly AnonymousSessionManager $sessions,
	) {
		parent::__construct($appName, $request);
	}

	/** The server has checked the credentials before this is reached. */
	#[NoAdminRequired]
	#[NoCSRFRequired]
	public function uid(): TextPlainResponse {
		return new TextPlainResponse((string)$this->userSession->getUser()?->getUID());
	}

	/**
	 * A page that gets no token never asks again, so a token is handed out even when the push server cannot be told of
	 * it. It is told at once: the client may be faster than the end of this request.
	 */
	#[NoAdminRequired]
	#[NoCSRFRequired]
	public function preAuth(): TextPlainResponse {
		$token = $this->token();
		$this->queue->push('notify_pre_auth', [
			'user' => (string)$this->userSession->getUser()?->getUID(),
			'token' => $token,
		]);
		return new TextPlainResponse($token);
	}

	/** @param mixed $token anybody may send anything: a list in place of a text is no error of ours to log */
	#[PublicPage]
	#[NoCSRFRequired]
	#[AnonRateLimit(limit: 30, period: 60)]
	#[UserRateLimit(limit: 30, period: 60)]
	public function anonPreAuth(mixed $token = ''): TextPlainResponse {
		$session = is_string($token) ? $this->sessions->validateToken($token) : null;
		if ($session === null) {
			return new TextPlainResponse('invalid token', Http::STATUS_UNAUTHORIZED);
		}
		$login = $this->token();
		$this->queue->push('notify_pre_auth', ['session' => $session, 'token' => $login]);
		return new TextPlainResponse($login);
	}

	private function token(): string {
		return $this->random->generate(self::TOKEN_LENGTH, ISecureRandom::CHAR_ALPHANUMERIC);
	}
}
