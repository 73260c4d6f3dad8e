<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

use OCA\NotifyPush\Queue\IQueue;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Security\ISecureRandom;

/**
 * Sessions that are stored nowhere.
 *
 * A token is three fields joined by dots, `<session id in base64url>.<expiration>.<signature in base64url>`; the
 * signature is an HMAC-SHA256 over the first two under a secret of this instance. Deleting the secret ends every session.
 */
class AnonymousSessionManager implements IAnonymousSessionManager {
	private const SECRET_LENGTH = 64;
	private const RANDOM_LENGTH = 32;
	/** An id is at most so long, a token therefore below 1 KiB */
	private const LONGEST_ID = 255;

	public function __construct(
		private readonly IQueue $queue,
		private readonly AppSettings $settings,
		private readonly ISecureRandom $random,
		private readonly ITimeFactory $clock,
	) {
	}

	public function createSession(string $appId, int $ttl = self::DEFAULT_TTL): AnonymousSession {
		$random = $this->random->generate(self::RANDOM_LENGTH, ISecureRandom::CHAR_ALPHANUMERIC);
		$id = $appId . ':' . $random;
		if (!$this->isSessionId($id)) {
			throw new \InvalidArgumentException('not the id of an app');
		}
		return $this->issue($id, $ttl);
	}

	public function renewToken(string $sessionId, int $ttl = self::DEFAULT_TTL): AnonymousSession {
		if (!$this->isSessionId($sessionId)) {
			throw new \InvalidArgumentException('not the id of an anonymous session');
		}
		return $this->issue($sessionId, $ttl);
	}

	public function send(string $sessionId, string $message, mixed $body = null): void {
		$event = ['session' => $sessionId, 'message' => $message];
		if ($body !== null) {
			$event['body'] = $body;
		}
		$this->queue->push('notify_custom', $event);
	}

	/**
	 * Whose token this is.
	 *
	 * @return string|null id of the session; null when the token is forged or has expired
	 */
	public function validateToken(string $token): ?string {
		$fields = strlen($token) <= 1024 ? explode('.', $token) : [];
		if (count($fields) !== 3 || !ctype_digit($fields[1])) {
			return null;
		}
		[$encodedId, $expiration, $signature] = $fields;
		// Only a secret that exists can have signed anything: a guess must not create one.
		$secret = $this->settings->getString(AppSettings::SESSION_SECRET);
		if ($secret === '' || !hash_equals($this->sign($encodedId . '.' . $expiration, $secret), $signature)) {
			return null;
		}
		$id = base64_decode(strtr($encodedId, '-_', '+/'), true);
		return $id !== false && $this->isSessionId($id) && (int)$expiration > $this->clock->getTime() ? $id : null;
	}

	private function issue(string $id, int $ttl): AnonymousSession {
		if ($ttl < 1 || $ttl > self::MAX_TTL) {
			throw new \InvalidArgumentException('the life of a token is 1 to ' . self::MAX_TTL . ' seconds');
		}
		$expiration = $this->clock->getTime() + $ttl;
		$signed = $this->encode($id) . '.' . $expiration;
		return new AnonymousSession($id, $signed . '.' . $this->sign($signed, $this->secret()), $expiration);
	}

	private function isSessionId(string $id): bool {
		return strlen($id) <= self::LONGEST_ID && preg_match('/^[a-z0-9][a-z0-9_.-]*:[a-zA-Z0-9]{32}$/D', $id) === 1;
	}

	private function secret(): string {
		$secret = $this->settings->getString(AppSettings::SESSION_SECRET);
		if ($secret === '') {
			$secret = $this->random->generate(self::SECRET_LENGTH, ISecureRandom::CHAR_ALPHANUMERIC);
			$this->settings->setString(AppSettings::SESSION_SECRET, $secret, true);
		}
		return $secret;
	}

	private function sign(string $text, string $secret): string {
		return $this->encode(hash_hmac('sha256', $text, $secret, true));
	}

	private function encode(string $bytes): string {
		return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
	}
}
