<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Proxy;

/** The lines that we print are given to the real servers, and the whole self-test goes through them. */
class ProxyTest extends PushServerTestCase {
	private $proxy = null;

	protected function tearDown(): void {
		if ($this->proxy !== null) {
			proc_terminate($this->proxy, 15);
			$end = microtime(true) + 3.0;
			while (proc_get_status($this->proxy)['running'] && microtime(true) < $end) {
				usleep(10000);
			}
			proc_terminate($this->proxy, 9);
			proc_close($this->proxy);
			$this->proxy = null;
		}
		parent::tearDown();
	}

	/** @dataProvider installations */
	public function testTheLinesWorkInTheRealServer(Proxy $proxy, string $program, bool $overSocket, string $path): void {
		if (!is_executable($program)) {
			self::markTestSkipped("$program is not installed");
		}
		// Some of them give up root.
		chmod(self::$folder, 0755);
		$listen = $overSocket
			? Listen::unix($this->startServer('--unix', self::$folder . '/push.sock'))
			: Listen::tcp('127.0.0.1', (int)$this->startServer());
		if ($overSocket) {
			chmod(self::$folder . '/push.sock', 0777);
		}
		$port = self::freePort();
		$lines = $proxy->lines($listen, $path, 'cloud.example.com');
		$command = $this->{$proxy->value}($port, $lines);
		$log = self::$folder . "/{$proxy->value}.log";
		$environment = ['PATH' => '/usr/bin:/usr/sbin:/bin', 'HOME' => self::$folder, 'XDG_DATA_HOME' => self::$folder];
		$this->proxy = proc_open($command, [['file', '/dev/null', 'r'], ['file', $log, 'w'], ['file', $log, 'a']], $pipes, null, $environment);
		self::waitFor(
			fn () => @fsockopen('127.0.0.1', $port) !== false
				|| (!proc_get_status($this->proxy)['running'] && self::fail((string)file_get_contents($log))),
			$program,
		);

		$context = new Context("http://127.0.0.1:$port$path", Route::direct(), $listen);
		$checks = $this->runner()->run($context);
		$trouble = array_filter($checks, fn (Check $check) => $check->status !== Status::Pass);
		self::assertSame(['endpoint'], array_keys($trouble), json_encode($trouble) . file_get_contents($log));
		// Without it, Nextcloud would lock the push server out in place of an attacker.
		self::assertSame('127.0.0.1', $this->raw()->get('last_forwarded_for'));
	}

	public static function installations(): array {
		$programs = [
			'nginx' => [Proxy::Nginx, '/usr/sbin/nginx'], 'Apache' => [Proxy::Apache, '/usr/sbin/apache2'],
			'Caddy' => [Proxy::Caddy, '/usr/bin/caddy'], 'HAProxy' => [Proxy::HAProxy, '/usr/sbin/haproxy'],
		];
		$cases = [];
		foreach ($programs as $name => [$proxy, $program]) {
			$cases["$name, TCP"] = [$proxy, $program, false, '/push'];
			$cases["$name, Unix socket"] = [$proxy, $program, true, '/push'];
			$cases["$name, a path of its own"] = [$proxy, $program, false, '/apps/client-push'];
			$cases["$name, a name of its own"] = [$proxy, $program, false, ''];
		}
		return $cases;
	}

	/** @param list<string> $lines */
	private function configuration(string $name, array $lines): string {
		$file = self::$folder . "/$name";
		file_put_contents($file, implode("\n", $lines) . "\n");
		return $file;
	}

	private function nginx(int $port, array $lines): array {
		$folder = self::$folder;
		$file = $this->configuration('nginx.conf', [
			'daemon off; master_process off;', "pid $folder/nginx.pid;", "error_log $folder/nginx.log;", 'events {}', 'http {',
			'access_log off;', "client_body_temp_path $folder/b; proxy_temp_path $folder/p; fastcgi_temp_path $folder/f;",
			"uwsgi_temp_path $folder/u; scgi_temp_path $folder/s;", 'server {', "listen 127.0.0.1:$port;", ...$lines,
			// What would catch the request if our lines did not come first.
			'location ~ ^/(?:push|apps) { return 404; }', '}', '}',
		]);
		return ['/usr/sbin/nginx', '-c', $file];
	}

	private function apache(int $port, array $lines): array {
		$folder = self::$folder;
		$modules = array_map(
			fn (string $name) => "LoadModule {$name}_module /usr/lib/apache2/modules/mod_$name.so",
			['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'proxy_wstunnel'],
		);
		$file = $this->configuration('apache.conf', [
			...$modules, 'ServerName localhost', 'User www-data', 'Group www-data', "DefaultRuntimeDir $folder", "PidFile $folder/apache.pid",
			"ErrorLog $folder/apache.log", "Listen 127.0.0.1:$port", "<VirtualHost 127.0.0.1:$port>", ...$lines, '</VirtualHost>',
		]);
		return ['/usr/sbin/apache2', '-X', '-f', $file];
	}

	private function caddy(int $port, array $lines): array {
		$file = $this->configuration('Caddyfile', [
			'{', "\tadmin off", "\tauto_https off", '}', "http://127.0.0.1:$port {", ...$lines, "\trespond 404", '}',
		]);
		return ['/usr/bin/caddy', 'run', '--config', $file, '--adapter', 'caddyfile'];
	}

	private function haproxy(int $port, array $lines): array {
		$file = $this->configuration('haproxy.cfg', [
			'defaults', "\tmode http", "\ttimeout connect 5s", "\ttimeout client 30s", "\ttimeout server 30s",
			'frontend https', "\tbind 127.0.0.1:$port", ...$lines,
		]);
		return ['/usr/sbin/haproxy', '-db', '-f', $file];
	}

	public function testTheLinesForTraefikAreTheYamlThatItExpects(): void {
		$lines = implode("\n", Proxy::Traefik->lines(Listen::tcp('10.0.0.5', 80), '/push', 'cloud.example.com'));
		$script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))';
		$python = proc_open(['/usr/bin/python3', '-c', $script], [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
		fwrite($pipes[0], $lines);
		fclose($pipes[0]);
		$tree = json_decode((string)stream_get_contents($pipes[1]), true);
		proc_close($python);
		if ($tree === null) {
			self::markTestSkipped('python3-yaml is not installed');
		}
		$http = $tree['http'];
		self::assertSame('Host(`cloud.example.com`) && PathPrefix(`/push/`)', $http['routers']['client-push']['rule']);
		self::assertSame(['client-push-strip'], $http['routers']['client-push']['middlewares']);
		self::assertSame(['/push'], $http['middlewares']['client-push-strip']['stripPrefix']['prefixes']);
		self::assertSame('http://10.0.0.5:80', $http['services']['client-push']['loadBalancer']['servers'][0]['url']);
		$own = implode("\n", Proxy::Traefik->lines(Listen::tcp(), '', 'push.example.com'));
		self::assertStringNotContainsString('middlewares', $own);
	}

	public function testLinesLeadToAnAddressThatCanBeReached(): void {
		$lines = implode("\n", Proxy::Nginx->lines(Listen::tcp('::', 7867), '/push', ''));
		self::assertStringContainsString('proxy_pass http://[::1]:7867/;', $lines);
	}

	/** @dataProvider headers */
	public function testKnowsAProxyByItsHeaders(string $server, string $via, ?Proxy $expected): void {
		self::assertSame($expected, Proxy::fromHeaders($server, $via));
	}

	public static function headers(): array {
		return [
			['nginx/1.22.1', '', Proxy::Nginx], ['openresty', '', Proxy::Nginx], ['Apache/2.4.57 (Debian)', '', Proxy::Apache],
			['Caddy', '', Proxy::Caddy], ['nginx', '1.1 Caddy', Proxy::Caddy], ['', '1.1 haproxy', Proxy::HAProxy],
			['Traefik', '', Proxy::Traefik], ['', '', null], ['IIS/10', '', null],
		];
	}

	public function testSeesWhatRunsOnThisMachine(): void {
		$proc = self::$folder . '/proc';
		mkdir("$proc/12", 0755, true);
		mkdir("$proc/13", 0755, true);
		file_put_contents("$proc/12/comm", "php-fpm8.2\n");
		self::assertSame(Proxy::Nginx, Proxy::guess($proc), 'the most frequent one, for want of knowledge');
		file_put_contents("$proc/12/comm", "apache2\n");
		self::assertSame(Proxy::Apache, Proxy::guess($proc));
		file_put_contents("$proc/13/comm", "caddy\n");
		self::assertSame(Proxy::Caddy, Proxy::guess($proc), 'what stands before the other');
	}

	public function testEachSaysWhereTheLinesGoAndHowTheyTakeEffect(): void {
		foreach (Proxy::cases() as $proxy) {
			self::assertNotSame('', $proxy->label() . $proxy->place());
			self::assertNotSame('', $proxy->reload());
		}
	}
}
