<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

/** What an app needs to reach somebody who is not logged in. */
class AnonymousSession {
	/**
	 * @param string $id stays on the server: what messages are addressed to
	 * @param string $token is for the client alone: who has it hears the messages
	 * @param int $expiration when the token ends, as a Unix time stamp
	 */
	public function __construct(
		private readonly string $id,
		private readonly string $token,
		private readonly int $expiration,
	) {
	}

	public function getId(): string {
		return $this->id;
	}

	public function getToken(): string {
		return $this->token;
	}

	public function getExpiration(): int {
		return $this->expiration;
	}
}
