<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Net;

/**
 * What a server answered: status, headers (names in lower case), the start of the body.
 */
final class HttpReply {
	/**
	 * @param array<string, string> $headers repeated ones joined by a comma
	 */
	public function __construct(
		public readonly int $status,
		public readonly array $headers,
		public readonly string $body,
	) {
	}

	public function header(string $name): string {
		return $this->headers[strtolower($name)] ?? '';
	}

	/**
	 * A page for people, so not an answer of the push server, which only writes plain text.
	 */
	public function isHtml(): bool {
		return str_contains(strtolower($this->header('content-type')), 'html')
			|| preg_match('/^\s*<(!doctype|html)/i', $this->body) === 1;
	}

	/**
	 * A page that Nextcloud wrote: the request passed by the push server.
	 */
	public function isNextcloudPage(): bool {
		return $this->isHtml() && (
			str_contains($this->body, 'data-requesttoken') || stripos($this->body, 'nextcloud') !== false
		);
	}

	/**
	 * The body on one line, short enough for a message, without control characters.
	 */
	public function excerpt(int $limit = 300): string {
		$text = $this->isHtml() ? strip_tags($this->body) : $this->body;
		$text = mb_scrub($text, 'UTF-8');
		$text = trim((string)preg_replace('/[\p{C}\s]+/u', ' ', $text));
		return mb_strlen($text) > $limit ? mb_substr($text, 0, $limit) . '…' : $text;
	}
}
