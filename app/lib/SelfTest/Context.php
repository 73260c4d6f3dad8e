<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

use OCA\NotifyPush\SelfTest\Net\HttpReply;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Proxy;
use OCA\NotifyPush\Wizard\Service;

/**
 * What the hops of one run share: where the push server is, the secrets of this run, and what
 * earlier hops found out.
 */
final class Context {
	/** Public address, without a slash at the end. */
	public readonly string $endpoint;

	/** Proves to the push server that the tests are ours. Lives for a minute or two. */
	public readonly string $token;

	/** Travels through Redis and both servers; below 2^31 for the sake of every reader. */
	public readonly int $cookie;

	/** The reverse proxy in front, once an answer gave it away. */
	public ?Proxy $proxy;

	/** The version that the push server named. */
	public ?string $serverVersion = null;

	/** How long the test message travelled, in milliseconds. */
	public ?float $deliveryMs = null;

	/**
	 * @param Listen $listen where the push server is expected to listen, for proxy lines
	 * @param Service $service what runs the push server, for the lines that restart it
	 * @param Route $route becomes an unverified one when the certificate is not trusted
	 */
	public function __construct(
		string $endpoint,
		public Route $route,
		public readonly Listen $listen,
		?Proxy $proxy = null,
		public readonly Service $service = Service::Systemd,
	) {
		$this->endpoint = rtrim(trim($endpoint), '/');
		$this->token = bin2hex(random_bytes(24));
		$this->cookie = random_int(1, 0x7fffffff);
		$this->proxy = $proxy;
	}

	public function url(string $path): string {
		return $this->endpoint . $path;
	}

	public function webSocketUrl(): string {
		return preg_replace(['/^https:/i', '/^http:/i'], ['wss:', 'ws:'], $this->endpoint) . '/ws';
	}

	public function isSecure(): bool {
		return stripos($this->endpoint, 'https://') === 0;
	}

	/**
	 * The part of the address that the proxy forwards, `/push` as a rule.
	 */
	public function path(): string {
		return rtrim((string)parse_url($this->endpoint, PHP_URL_PATH), '/');
	}

	public function host(): string {
		return (string)parse_url($this->endpoint, PHP_URL_HOST);
	}

	public function port(): int {
		return (int)(parse_url($this->endpoint, PHP_URL_PORT) ?: ($this->isSecure() ? 443 : 80));
	}

	public function notice(HttpReply $reply): void {
		$this->proxy ??= Proxy::fromHeaders($reply->header('server'), $reply->header('via'));
	}

	/**
	 * The lines for the reverse proxy in use, with nginx for want of better knowledge.
	 *
	 * @return list<string>
	 */
	public function proxyLines(): array {
		return ($this->proxy ?? Proxy::guess())->lines($this->listen, $this->path(), $this->host());
	}
}
