<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

/**
 * Messages to clients that are not logged in: visitors of a public share, guests of a call, and so on.
 *
 * Other apps obtain it from the container by this name. A session hears the messages sent to it and nothing else.
 */
interface IAnonymousSessionManager {
	/** Life of a token where the app does not say, in seconds */
	public const DEFAULT_TTL = 3600;
	/** Longest life of a token, in seconds */
	public const MAX_TTL = 86400;

	/**
	 * @param string $appId the app that will send: becomes the first part of the session's id
	 * @param int $ttl life of the token in seconds, 1 to MAX_TTL
	 * @throws \InvalidArgumentException
	 */
	public function createSession(string $appId, int $ttl = self::DEFAULT_TTL): AnonymousSession;

	/**
	 * A new token for a session that goes on.
	 *
	 * @param string $sessionId as given by AnonymousSession::getId()
	 * @param int $ttl life of the token in seconds, 1 to MAX_TTL
	 * @throws \InvalidArgumentException
	 */
	public function renewToken(string $sessionId, int $ttl = self::DEFAULT_TTL): AnonymousSession;

	/**
	 * Send a message at once; does nothing when nobody listens.
	 *
	 * @param string $sessionId as given by AnonymousSession::getId()
	 * @param string $message what clients listen for; without spaces
	 * @param mixed $body anything that JSON can express; null for none
	 */
	public function send(string $sessionId, string $message, mixed $body = null): void;
}
