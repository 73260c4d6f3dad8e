<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Addresses;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpClient;
use OCA\NotifyPush\SelfTest\Net\HttpReply;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCP\IConfig;
use OCP\IL10N;

/**
 * Whether Nextcloud believes the push server when that says who a client is.
 *
 * Without it, all failed logins count against the push server, and after ten of them nobody can
 * log in any more. The push server hands an invented address to Nextcloud and reports which one
 * arrived. Nextcloud keeps the header and the peer that it saw, which tells where it was lost.
 */
class TrustedProxy implements Hop {
	/** Documentation ranges (RFC 5737, RFC 3849): nobody has these addresses. */
	private const PROBES = ['203.0.113.77', '2001:db8::4d'];

	/** Longer than Nextcloud leaves a slow Redis alone, see Outage */
	private const PATIENCE = 3.0;

	private const DEFAULT_HEADERS = ['HTTP_X_FORWARDED_FOR'];

	public function __construct(
		private HttpClient $http,
		private PushRedis $redis,
		private IConfig $config,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'trusted-proxy';
	}

	public function title(): string {
		return $this->l->t('Nextcloud sees the addresses of clients');
	}

	public function needs(): array {
		return ['nextcloud'];
	}

	public function run(Context $context): Check {
		foreach (self::PROBES as $probe) {
			try {
				$reply = $this->ask($context, $probe);
			} catch (Failure $e) {
				return Check::fail($this->l->t('The push server does not answer'), $e->getMessage());
			}
			$seen = trim($reply->body);
			if ($reply->status !== 200 || !Addresses::isAddress($seen)) {
				return Check::fail(
					$this->l->t('The push server could not ask Nextcloud for the address of a client'),
					Server::seen($reply),
				);
			}
			if (!Addresses::same($seen, $probe)) {
				return $this->diagnose($probe, $seen);
			}
		}
		$broken = $this->brokenEntries();
		if ($broken !== []) {
			return Check::hint(
				$this->l->t('Nextcloud sees the addresses of clients, but "trusted_proxies" has entries that are no addresses'),
				implode(', ', $broken),
				['occ config:system:get trusted_proxies'],
			);
		}
		return Check::pass($this->l->t('Nextcloud sees the addresses of clients'));
	}

	/** @throws Failure */
	private function ask(Context $context, string $probe): HttpReply {
		$deadline = microtime(true) + self::PATIENCE;
		while (true) {
			$url = $context->url('/test/remote/' . $probe);
			$reply = $this->http->request('GET', $url, ['token' => $context->token], $context->route, 12.0);
			if (!Nextcloud::mayPass($reply) || microtime(true) >= $deadline) {
				return $reply;
			}
			usleep(300000);
		}
	}

	private function diagnose(string $probe, string $seen): Check {
		$summary = $this->l->t('Nextcloud takes %s for the address of every client', [$seen]);
		$proxies = $this->config->getSystemValue('trusted_proxies', []);
		$known = $this->fetch('notify_push_remote');
		$peer = $known ?? $seen;
		$header = $this->fetch('notify_push_forwarded_header');
		$detail = $this->l->t('Nextcloud was called by %1$s with the header "X-Forwarded-For: %2$s".', [$peer, $header ?? '']);

		if (!is_array($proxies)) {
			return Check::fail($summary, $this->l->t('"trusted_proxies" has to be a list, and is a single value.'), [
				'occ config:system:delete trusted_proxies',
				"occ config:system:set trusted_proxies 0 --value=$peer",
			]);
		}
		$headers = $this->config->getSystemValue('forwarded_for_headers', self::DEFAULT_HEADERS);
		if (!in_array(self::DEFAULT_HEADERS[0], (array)$headers, true)) {
			return Check::fail($summary, $this->l->t('Nextcloud is told to ignore the header X-Forwarded-For.'), [
				'occ config:system:set forwarded_for_headers 0 --value=HTTP_X_FORWARDED_FOR',
			]);
		}
		if ($header !== null && !str_contains($header, $probe)) {
			$lost = $this->l->t('A proxy between the push server and Nextcloud removes what the push server sends.');
			return Check::fail($summary, "$detail $lost", [
				'# let the proxy in front of Nextcloud keep X-Forwarded-For of its own network, e.g. nginx:',
				'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
				'# or let the push server pass it by, in its environment:',
				'NEXTCLOUD_URL=http://127.0.0.1   # an address of the web server that serves Nextcloud',
			]);
		}
		// The address that Nextcloud stopped at is the first one that it does not trust.
		return Check::fail(
			$summary,
			$detail . ' ' . $this->l->t('It does not trust %s.', [$seen]),
			$this->trustLines($proxies, $seen),
			// Added to config.php only where Nextcloud itself saw it: the rest is the word of whoever answered.
			self::isOnTheWay($seen, "$known,$header") ? ['trusted_proxies' => $this->untrusted($proxies, $seen)] : [],
		);
	}

	/** @param string $hops addresses with commas between them */
	private static function isOnTheWay(string $address, string $hops): bool {
		foreach (explode(',', $hops) as $hop) {
			if (Addresses::same($address, $hop)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @return list<string>
	 */
	private function trustLines(array $proxies, string $address): array {
		$next = $proxies === [] ? 0 : max(array_map('intval', array_keys($proxies))) + 1;
		$lines = [];
		foreach ($this->untrusted($proxies, $address) as $offset => $missing) {
			$lines[] = 'occ config:system:set trusted_proxies ' . ($next + $offset) . " --value=$missing";
		}
		if (!self::isLoopback($address)
			&& filter_var($address, FILTER_VALIDATE_IP, FILTER_FLAG_NO_PRIV_RANGE) === false) {
			$lines[] = '# in a network of containers the address changes; trust its range instead, e.g.';
			$lines[] = "occ config:system:set trusted_proxies $next --value=" . self::network($address);
		}
		return $lines;
	}

	/**
	 * A machine reaches itself by either family, so both have to be trusted.
	 *
	 * @return list<string>
	 */
	private function untrusted(array $proxies, string $address): array {
		$needed = self::isLoopback($address) ? array_unique([$address, '127.0.0.1', '::1']) : [$address];
		return array_values(array_filter($needed, fn (string $one) => !$this->trusts($proxies, $one)));
	}

	private static function isLoopback(string $address): bool {
		return Addresses::contains('127.0.0.0/8', $address) || Addresses::same('::1', $address);
	}

	private static function network(string $address): string {
		// Half of it, in either family: /64 of IPv6, /16 of IPv4.
		$bytes = (string)inet_pton($address);
		$half = intdiv(strlen($bytes), 2);
		return inet_ntop(substr($bytes, 0, $half) . str_repeat("\0", $half)) . '/' . $half * 8;
	}

	private function trusts(array $proxies, string $address): bool {
		foreach ($proxies as $range) {
			if (is_string($range) && Addresses::contains($range, $address)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @return list<string>
	 */
	private function brokenEntries(): array {
		$broken = array_filter(
			(array)$this->config->getSystemValue('trusted_proxies', []),
			fn ($entry) => !Addresses::isRange($entry),
		);
		return array_values(array_map(fn ($entry) => is_scalar($entry) ? (string)$entry : '?', $broken));
	}

	private function fetch(string $key): ?string {
		try {
			return $this->redis->fetch($key);
		} catch (\Exception) {
			return null;
		}
	}
}
