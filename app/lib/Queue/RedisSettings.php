<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Queue;

use OCP\IConfig;

/**
 * Where the Redis of the push server is, read from config.php.
 *
 * `notify_push_redis` replaces `redis` and `redis.cluster`; each of them is a single server, or a cluster where it
 * has `seeds`. The forms of an address follow what the push server and phpredis accept.
 */
final class RedisSettings {
	/**
	 * @param list<string> $seeds addresses of the nodes of a cluster; empty for a single server
	 * @param string $host of a single server; with `tls://` in front, or the path of a socket
	 * @param int $port 0 for a socket
	 * @param string|array{string, string}|null $auth
	 * @param array<string, mixed> $tls stream options; empty without
	 */
	private function __construct(
		public readonly array $seeds,
		public readonly string $host,
		public readonly int $port,
		public readonly string|array|null $auth,
		public readonly int $database,
		public readonly array $tls,
		public readonly bool $persistent,
		public readonly string $prefix,
	) {
	}

	/** Returns null when no Redis is configured. */
	public static function fromConfig(IConfig $config): ?self {
		$chosen = self::choose($config);
		if ($chosen === null) {
			return null;
		}
		$prefix = $config->getSystemValue('notify_push_prefix', '');
		$tls = is_array($chosen['ssl_context'] ?? null) ? $chosen['ssl_context'] : [];
		[$host, $port] = self::address((string)($chosen['host'] ?? '127.0.0.1'), $chosen['port'] ?? null, $tls !== []);
		return new self(
			array_values(array_map('strval', array_filter((array)($chosen['seeds'] ?? []), 'is_scalar'))),
			$host,
			$port,
			self::credentials($chosen),
			(int)($chosen['dbindex'] ?? 0),
			$tls,
			self::mayKeep($config, $chosen),
			is_scalar($prefix) ? (string)$prefix : '',
		);
	}

	public function isCluster(): bool {
		return $this->seeds !== [];
	}

	/** For messages: where it is, without anything secret. */
	public function describe(): string {
		if ($this->isCluster()) {
			return 'cluster ' . implode(', ', $this->seeds);
		}
		return $this->port === 0 ? $this->host : $this->host . ':' . $this->port;
	}

	/**
	 * Whether connections may be kept from request to request.
	 *
	 * phpredis keeps them by address alone: the server would be handed ours, with our time limits, user and database.
	 * So only a Redis of the push server's own allows it.
	 */
	private static function mayKeep(IConfig $config, array $chosen): bool {
		if (!$config->getSystemValue('redis.persistent', true)) {
			return false;
		}
		$used = [];
		foreach (['redis', 'redis.cluster'] as $key) {
			$other = $config->getSystemValue($key, null);
			$used = array_merge($used, is_array($other) ? self::addresses($other) : []);
		}
		return array_intersect(self::addresses($chosen), $used) === [];
	}

	/** @return list<string> */
	private static function addresses(array $redis): array {
		if (($redis['seeds'] ?? []) !== []) {
			return array_map('strval', array_filter((array)$redis['seeds'], 'is_scalar'));
		}
		[$host, $port] = self::address((string)($redis['host'] ?? '127.0.0.1'), $redis['port'] ?? null, false);
		return [preg_replace('#^tls://#', '', $host) . ($port === 0 ? '' : ':' . $port)];
	}

	/** @return array<string, mixed>|null */
	private static function choose(IConfig $config): ?array {
		$own = $config->getSystemValue('notify_push_redis', null);
		if (is_array($own) && $own !== []) {
			return $own;
		}
		$cluster = $config->getSystemValue('redis.cluster', null);
		if (is_array($cluster) && ($cluster['seeds'] ?? []) !== []) {
			return $cluster;
		}
		$single = $config->getSystemValue('redis', null);
		return is_array($single) ? $single : null;
	}

	/** @return string|array{string, string}|null */
	private static function credentials(array $chosen): string|array|null {
		$password = (string)($chosen['password'] ?? '');
		$user = (string)($chosen['user'] ?? '');
		if ($password === '') {
			return null;
		}
		return $user === '' ? $password : [$user, $password];
	}

	/** @return array{string, int} */
	private static function address(string $host, mixed $port, bool $hasTls): array {
		$scheme = '';
		if (preg_match('#^([a-z+]+)://(.*)$#is', $host, $parts) === 1) {
			[, $scheme, $host] = $parts;
		}
		if (str_starts_with($host, '/')) {
			return [$host, 0];
		}
		$number = is_numeric($port) ? (int)$port : 0;
		if (preg_match('/^(\[[^]]*]|[^:]*):(\d+)$/', $host, $parts) === 1) {
			$host = $parts[1];
			$number = $number > 0 ? $number : (int)$parts[2];
		}
		if (in_array(strtolower($scheme), ['tls', 'ssl', 'rediss', 'valkeys'], true) || ($scheme === '' && $hasTls)) {
			$host = 'tls://' . $host;
		}
		return [$host === '' ? '127.0.0.1' : $host, $number > 0 ? $number : 6379];
	}
}
