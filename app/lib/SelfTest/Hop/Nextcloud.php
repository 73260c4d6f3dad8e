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
use OCP\IConfig;
use OCP\IL10N;

/**
 * Push server → Nextcloud: the push server fetches the number of this run from Nextcloud.
 */
class Nextcloud implements Hop {
	/** Nextcloud's processes may remember an old number for some seconds. */
	private const PATIENCE = 6.0;

	public function __construct(
		private HttpClient $http,
		private IConfig $config,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'nextcloud';
	}

	public function title(): string {
		return $this->l->t('The push server can reach Nextcloud');
	}

	public function needs(): array {
		return ['messages'];
	}

	public function run(Context $context): Check {
		$deadline = microtime(true) + self::PATIENCE;
		while (true) {
			try {
				$reply = $this->ask($context);
			} catch (Failure $e) {
				return Check::fail(
					$this->l->t('The push server does not get an answer of Nextcloud in time'),
					$e->getMessage(),
					$this->urlLines($context),
				);
			}
			$answer = trim($reply->body);
			if ($answer === (string)$context->cookie) {
				return Check::pass($this->l->t('The push server can reach Nextcloud'));
			}
			$isOver = microtime(true) >= $deadline;
			if (($reply->status !== 200 || !ctype_digit($answer)) && ($isOver || !self::mayPass($reply))) {
				return $this->judge($context, $reply->status === 200 ? $reply->excerpt() : Server::seen($reply));
			}
			if ($isOver) {
				return Check::fail(
					$this->l->t('The push server talks to another Nextcloud'),
					$this->l->t('The number that it fetched is not the one of this Nextcloud.') . ' '
						. $this->l->t('Several servers that share a database have to share its caches, too.'),
					$this->urlLines($context),
				);
			}
			usleep(300000);
		}
	}

	/**
	 * Whether Nextcloud refused the token, which it also does for the moment that it leaves a slow Redis alone.
	 */
	public static function mayPass(HttpReply $reply): bool {
		return $reply->status === 200 && preg_match('/\bHTTP 403\b/', $reply->body) === 1;
	}

	private function ask(Context $context): HttpReply {
		$token = ['token' => $context->token];
		return $this->http->request('GET', $context->url('/test/reverse_cookie'), $token, $context->route, 15.0);
	}

	private function judge(Context $context, string $answer): Check {
		// A name and a port at most: it becomes a line to type, and an entry of config.php.
		if (preg_match('/^([\w.:[\]-]+) is not configured as a trusted domain/', $answer, $match) === 1) {
			return $this->untrustedDomain($match[1]);
		}
		[$summary, $repair] = match (true) {
			preg_match('/certificate|self.?signed|tls|ssl/i', $answer) === 1 => [
				$this->l->t('The push server does not trust the certificate of Nextcloud'),
				[
					'# one of these, in the environment of the push server:',
					'NEXTCLOUD_CA=/path/to/ca.crt    # trust the issuer',
					'ALLOW_SELF_SIGNED=true          # trust anything; only on the same machine',
					$context->service->restart(),
				],
			],
			preg_match('/maintenance/i', $answer) === 1 => [
				$this->l->t('Nextcloud is in maintenance mode'),
				['occ maintenance:mode --off'],
			],
			preg_match('/resolve|dns|name or service/i', $answer) === 1 => [
				$this->l->t('The push server cannot resolve the name of Nextcloud'),
				$this->urlLines($context),
			],
			preg_match('/\b403\b/', $answer) === 1 => [
				$this->l->t('Nextcloud refuses the request of the push server'),
				['# let the header "token" pass to ' . $this->nextcloudUrl() . '/index.php/apps/notify_push/test/'],
			],
			preg_match('/\b404\b|<html/i', $answer) === 1 => [
				$this->l->t('What the push server takes for Nextcloud is something else'),
				$this->urlLines($context),
			],
			preg_match('/\b429\b/', $answer) === 1 => [
				$this->l->t('Nextcloud has locked the push server out after too many failures'),
				['occ security:bruteforce:reset <address of the push server>'],
			],
			default => [$this->l->t('The push server cannot reach Nextcloud'), $this->urlLines($context)],
		};
		return Check::fail($summary, $answer, $repair);
	}

	private function untrustedDomain(string $host): Check {
		$domains = $this->config->getSystemValue('trusted_domains', []);
		$next = is_array($domains) && $domains !== [] ? max(array_map('intval', array_keys($domains))) + 1 : 0;
		return Check::fail(
			$this->l->t('%s is not a trusted domain of Nextcloud', [$host]),
			$this->l->t('The push server calls Nextcloud by this name.'),
			[
				"occ config:system:set trusted_domains $next --value=$host",
				'# or let it use a name that is trusted, in the environment of the push server:',
				'NEXTCLOUD_URL=' . $this->nextcloudUrl(),
			],
			['trusted_domains' => [$host]],
		);
	}

	/**
	 * @return list<string>
	 */
	private function urlLines(Context $context): array {
		$url = $this->nextcloudUrl();
		$lines = [];
		if ($this->config->getSystemValueString('overwrite.cli.url', '') === '') {
			$lines[] = "occ config:system:set overwrite.cli.url --value=$url";
		}
		return [
			...$lines,
			'# the address that the push server uses, in its environment:',
			"NEXTCLOUD_URL=$url",
			'# when that name leads nowhere from there, connect to this machine all the same:',
			'NEXTCLOUD_CONNECT=127.0.0.1:' . (parse_url($url, PHP_URL_PORT) ?? (str_starts_with($url, 'http://') ? 80 : 443)),
			$context->service->restart(),
		];
	}

	private function nextcloudUrl(): string {
		$url = rtrim($this->config->getSystemValueString('overwrite.cli.url', ''), '/');
		return $url !== '' ? $url : 'https://cloud.example.com';
	}
}
