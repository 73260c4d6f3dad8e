<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

/**
 * The reverse proxies that we know, how each gives itself away, and what each has to be told.
 */
enum Proxy: string {
	case Nginx = 'nginx';
	case Apache = 'apache';
	case Caddy = 'caddy';
	case HAProxy = 'haproxy';
	case Traefik = 'traefik';

	private const PROCESSES = [
		'nginx' => self::Nginx,
		'caddy' => self::Caddy,
		'haproxy' => self::HAProxy,
		'traefik' => self::Traefik,
		'apache2' => self::Apache,
		'httpd' => self::Apache,
	];

	public function label(): string {
		return match ($this) {
			self::Nginx => 'nginx',
			self::Apache => 'Apache',
			self::Caddy => 'Caddy',
			self::HAProxy => 'HAProxy',
			self::Traefik => 'Traefik',
		};
	}

	/**
	 * @param string $server header `Server` of an answer
	 * @param string $via header `Via` of an answer
	 */
	public static function fromHeaders(string $server, string $via): ?self {
		foreach (["$via", "$server"] as $header) {
			$found = match (true) {
				stripos($header, 'caddy') !== false => self::Caddy,
				preg_match('/nginx|openresty|tengine|angie/i', $header) === 1 => self::Nginx,
				stripos($header, 'apache') !== false => self::Apache,
				stripos($header, 'haproxy') !== false => self::HAProxy,
				stripos($header, 'traefik') !== false => self::Traefik,
				default => null,
			};
			if ($found !== null) {
				return $found;
			}
		}
		return null;
	}

	/**
	 * The proxy that runs on this machine, as far as /proc shows; nginx if none is seen.
	 */
	public static function guess(string $proc = '/proc'): self {
		$running = [];
		foreach (@glob($proc . '/[0-9]*/comm') ?: [] as $file) {
			$running[trim((string)@file_get_contents($file))] = true;
		}
		foreach (self::PROCESSES as $name => $proxy) {
			if (isset($running[$name])) {
				return $proxy;
			}
		}
		return self::Nginx;
	}

	/**
	 * What to put into the configuration of the proxy.
	 *
	 * @param string $path public path of the push server without a slash at the end, may be ''
	 * @param string $host public name, for the proxies that want to know
	 * @return list<string>
	 */
	public function lines(Listen $listen, string $path, string $host): array {
		return match ($this) {
			self::Nginx => self::nginx($listen, $path),
			self::Apache => self::apache($listen, $path),
			self::Caddy => self::caddy($listen, $path),
			self::HAProxy => self::haproxy($listen, $path),
			self::Traefik => self::traefik($listen, $path, $host),
		};
	}

	/**
	 * Where the lines belong.
	 */
	public function place(): string {
		return match ($this) {
			self::Nginx => 'inside the "server" block of Nextcloud, before any "location" with a regular expression',
			self::Apache => 'inside the <VirtualHost> of Nextcloud',
			self::Caddy => 'inside the site block of Nextcloud',
			self::HAProxy => 'the first two lines inside the frontend, the rest on its own',
			self::Traefik => 'a dynamic configuration file (file provider)',
		};
	}

	/**
	 * How to make it read its configuration again.
	 */
	public function reload(): string {
		return match ($this) {
			self::Nginx => 'nginx -t && nginx -s reload',
			self::Apache => 'apachectl configtest && apachectl graceful',
			self::Caddy => 'caddy reload --config /etc/caddy/Caddyfile',
			self::HAProxy => 'haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy',
			self::Traefik => '# Traefik reads the file again by itself',
		};
	}

	private static function nginx(Listen $listen, string $path): array {
		$target = $listen->isUnix() ? "http://unix:{$listen->socket}:/" : "http://{$listen->target()}/";
		return [
			"location ^~ $path/ {",
			"\tproxy_pass $target;",
			"\tproxy_http_version 1.1;",
			"\tproxy_set_header Upgrade \$http_upgrade;",
			"\tproxy_set_header Connection \"Upgrade\";",
			"\tproxy_set_header Host \$host;",
			"\tproxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;",
			'}',
		];
	}

	private static function apache(Listen $listen, string $path): array {
		// One rule with the upgrade (Apache 2.4.47 and later) also works over a socket.
		$target = $listen->isUnix() ? "unix:{$listen->socket}|http://localhost/" : "http://{$listen->target()}/";
		return [
			'# needs Apache 2.4.47 or later, and: a2enmod proxy proxy_http proxy_wstunnel',
			"ProxyPass \"$path/\" \"$target\" upgrade=websocket",
		];
	}

	private static function caddy(Listen $listen, string $path): array {
		$target = $listen->isUnix() ? "unix/{$listen->socket}" : $listen->target();
		return ["handle_path $path/* {", "\treverse_proxy $target", '}'];
	}

	private static function haproxy(Listen $listen, string $path): array {
		$target = $listen->isUnix() ? "unix@{$listen->socket}" : $listen->target();
		$strip = $path === '' ? [] : ["\thttp-request replace-path ^$path(/.*)\$ \\1"];
		return [
			"\tacl client_push path_beg $path/",
			"\tuse_backend client_push if client_push",
			'',
			'backend client_push',
			"\tmode http",
			...$strip,
			"\toption forwardfor",
			"\ttimeout tunnel 1h",
			"\tserver push $target",
		];
	}

	private static function traefik(Listen $listen, string $path, string $host): array {
		$port = $listen->isUnix() ? Listen::tcp()->target() : $listen->target();
		$lines = [
			...($listen->isUnix() ? ["# Traefik cannot forward to a Unix socket: let the push server listen at $port"] : []),
			'http:',
			'  routers:',
			'    client-push:',
			"      rule: \"Host(`$host`) && PathPrefix(`$path/`)\"",
			'      priority: 1000',
			'      tls: {}',
			'      service: client-push',
		];
		if ($path !== '') {
			array_push(
				$lines,
				'      middlewares: [client-push-strip]',
				'  middlewares:',
				'    client-push-strip:',
				'      stripPrefix:',
				"        prefixes: [\"$path\"]",
			);
		}
		array_push(
			$lines,
			'  services:',
			'    client-push:',
			'      loadBalancer:',
			'        servers:',
			"          - url: \"http://$port\"",
		);
		return $lines;
	}
}
