<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\Net\HttpReply;
use OCA\NotifyPush\SelfTest\Readiness;
use OCA\NotifyPush\Wizard\Proxy;
use OCP\IL10N;

/**
 * Public address → reverse proxy → push server.
 *
 * Any answer that only a push server gives counts, also the refusal of our token: whether both
 * use the same Redis is the question of the next hop.
 */
class Server implements Hop {
	/** The push server itself waits 5 s for its Redis before it answers, and is there all the same. */
	public const PATIENCE = 8.0;

	public function __construct(
		private HttpClient $http,
		private Readiness $readiness,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'server';
	}

	public function title(): string {
		return $this->l->t('The push server can be reached at its public address');
	}

	public function needs(): array {
		return ['endpoint'];
	}

	public function run(Context $context): Check {
		$untrusted = null;
		try {
			$reply = $this->ask($context);
		} catch (Failure $e) {
			if ($e->kind !== Failure::TLS) {
				return $this->unreachable($context, $e);
			}
			// Go on without verification: what else is wrong should be known, too.
			$untrusted = $e;
			$context->route = $context->route->unverified();
			try {
				$reply = $this->ask($context);
			} catch (Failure $e) {
				return $this->unreachable($context, $e);
			}
		}
		$context->notice($reply);
		$check = $this->judge($context, $reply);
		if ($untrusted === null || $check->failed()) {
			return $check;
		}
		return Check::hint(
			$this->l->t('The push server answers, but this machine does not trust the certificate of %s', [$context->host()]),
			$untrusted->getMessage() . '. ' . $this->l->t('Clients that do not know the certificate will refuse the connection.'),
			['occ security:certificates:import /path/to/ca.crt'],
		);
	}

	private function ask(Context $context): HttpReply {
		return $this->http->request(
			'GET',
			$context->url('/test/cookie'),
			['token' => $context->token],
			$context->route,
			self::PATIENCE,
		);
	}

	private function judge(Context $context, HttpReply $reply): Check {
		// A 503 is the push server's own when it can say what it lacks; the next hops find out more.
		if (self::isPushServer($reply) || ($reply->status === 503 && $this->readiness->hasRedis($context) !== null)) {
			return Check::pass($this->l->t('The push server answers at %s', [$context->endpoint]));
		}
		$proxy = $context->proxy?->label() ?? $this->l->t('The reverse proxy');
		return match ($reply->status) {
			301, 302, 303, 307, 308 => $this->redirected($context, $reply),
			401, 403, 429 => $this->refused($context, $reply, $proxy),
			502, 503, 504 => $this->notBehind($context, $reply, $proxy),
			default => $this->notForwarded($context, $reply, $proxy),
		};
	}

	private function refused(Context $context, HttpReply $reply, string $proxy): Check {
		$place = ($context->path() ?: '') . '/';
		return $reply->status === 429
			? Check::fail($this->l->t('%s limits the number of requests', [$proxy]), self::seen($reply), [
				"# exempt $place from the rate limit",
			])
			: Check::fail(
				$this->l->t('Something in front of the push server refuses the request'),
				$this->l->t('A firewall for web applications or a login of the proxy does this.') . ' ' . self::seen($reply),
				["# exempt $place from it"],
			);
	}

	private function notForwarded(Context $context, HttpReply $reply, string $proxy): Check {
		return Check::fail(
			$this->l->t('%1$s does not forward %2$s to the push server', [$proxy, $context->path() . '/']),
			($reply->isNextcloudPage() ? $this->l->t('Nextcloud itself answered.') . ' ' : '') . self::seen($reply),
			self::withPlace($context),
		);
	}

	/**
	 * 200 and a number; or a refusal in plain text: 400 for a missing token, 403 for a wrong one,
	 * 500 where Redis has none (release 1.4.0 of the other implementation).
	 */
	public static function isPushServer(HttpReply $reply): bool {
		if ($reply->isHtml()) {
			return false;
		}
		return match ($reply->status) {
			200 => preg_match('/^\s*\d{1,20}\s*$/', $reply->body) === 1,
			400, 403, 500 => stripos($reply->header('content-type'), 'text/plain') !== false,
			default => false,
		};
	}

	private function notBehind(Context $context, HttpReply $reply, string $proxy): Check {
		return Check::fail(
			$this->l->t('%s cannot reach the push server', [$proxy]),
			$this->l->t('It is not running, or does not listen at %s, where it is expected.', [$context->listen->target()])
				. ' ' . self::seen($reply),
			[
				$context->service->status() . '   # is it running?',
				$context->listen->isUnix()
					? "curl --unix-socket {$context->listen->socket} http://localhost/test/cookie   # does it listen?"
					: "curl http://{$context->listen->target()}/test/cookie   # does it listen?",
				...self::withPlace($context),
			],
		);
	}

	private function redirected(Context $context, HttpReply $reply): Check {
		$target = $reply->header('location');
		// Nothing but an address becomes a line to type.
		$isAddress = preg_match('#^(https?://[\w.:[\]-]+(?:/[\w./~%-]+)?)/test/cookie/?$#D', $target, $match) === 1;
		return Check::fail(
			$this->l->t('The address leads elsewhere: %s', [$target]),
			self::seen($reply),
			$isAddress ? ["occ notify_push:setup {$match[1]}"] : self::withPlace($context),
		);
	}

	private function unreachable(Context $context, Failure $failure): Check {
		$host = $context->host();
		$around = [
			'# when clients reach it and only this machine does not (no hairpin NAT), test past it:',
			'occ notify_push:self-test --connect 127.0.0.1:' . $context->port(),
		];
		return match ($failure->kind) {
			Failure::RESOLVE => Check::fail(
				$this->l->t('The name %s cannot be resolved on this machine', [$host]),
				$failure->getMessage(),
				["getent hosts $host", ...$around],
			),
			Failure::TLS => Check::fail(
				$this->l->t('There is no TLS at %s', [$context->endpoint]),
				$failure->getMessage(),
				["openssl s_client -connect $host:{$context->port()} -servername $host </dev/null"],
			),
			Failure::TIMEOUT => Check::fail(
				$this->l->t('No answer from %s in time', [$context->endpoint]),
				$failure->getMessage(),
				$around,
			),
			default => Check::fail(
				$this->l->t('No connection to %s', [$host]),
				$failure->getMessage(),
				$around,
			),
		};
	}

	/**
	 * @return list<string>
	 */
	public static function withPlace(Context $context): array {
		$proxy = $context->proxy ?? Proxy::guess();
		return [
			'# ' . $proxy->label() . ': ' . $proxy->place(),
			...$context->proxyLines(),
			'# then',
			$proxy->reload(),
		];
	}

	public static function seen(HttpReply $reply): string {
		$text = $reply->excerpt(160);
		return "HTTP {$reply->status}" . ($text !== '' ? ": $text" : '');
	}
}
