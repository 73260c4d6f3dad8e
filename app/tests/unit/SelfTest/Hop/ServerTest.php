<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Tests\SelfTest\SelfTestCase;

/** What stands where the push server should, and the way there. */
class ServerTest extends SelfTestCase {
	public function testNobodyListens(): void {
		$port = self::freePort();
		$checks = $this->test(endpoint: "http://127.0.0.1:$port/push");
		self::assertStringContainsString('No connection to 127.0.0.1', $checks['server']->summary);
		self::assertStringContainsString("--connect 127.0.0.1:$port", self::repair($checks['server']));
		self::assertSame(Status::Skipped, $checks['messages']->status);
		self::assertSame(Status::Skipped, $checks['delivery']->status);
	}

	public function testTheNameDoesNotExist(): void {
		$checks = $this->test(endpoint: 'https://nowhere.invalid/push');
		self::assertStringContainsString('cannot be resolved', $checks['server']->summary);
		self::assertContains('getent hosts nowhere.invalid', $checks['server']->repair);
	}

	public function testAnotherWayIsTakenToAKnownName(): void {
		$port = $this->startServer();
		$checks = $this->test(endpoint: 'http://nowhere.invalid/push', route: Route::via("127.0.0.1:$port"));
		self::assertSame('endpoint:hint', self::trouble($checks));
	}

	/** @dataProvider answersInFront */
	public function testSomethingElseAnswers(array $answer, string $summary, string $repair): void {
		$checks = $this->test(['answers' => ['/test/cookie' => $answer]]);
		self::assertSame(Status::Fail, $checks['server']->status);
		self::assertStringContainsString($summary, $checks['server']->summary);
		self::assertStringContainsString($repair, self::repair($checks['server']));
		self::assertStringContainsString("HTTP {$answer[0]}", $checks['server']->detail);
		self::assertStringNotContainsString('$(', self::repair($checks['server']));
	}

	public static function answersInFront(): array {
		$html = 'text/html';
		return [
			'nginx without a push server' => [
				[502, $html, '<html><h1>502 Bad Gateway</h1>', ['Server' => 'nginx/1.22']], 'nginx cannot reach the push server', 'systemctl status notify_push',
			],
			'Apache without a push server' => [
				[503, $html, '<html>Service Unavailable', ['Server' => 'Apache/2.4 (Debian)']], 'Apache cannot reach', 'ProxyPass "/push/"',
			],
			'Caddy without a push server' => [[502, '', '', ['Server' => 'Caddy']], 'Caddy cannot reach', 'handle_path /push/*'],
			'a time-out behind HAProxy' => [[504, $html, '<html>', ['Via' => '1.1 haproxy']], 'HAProxy cannot reach', 'use_backend client_push'],
			'Nextcloud itself' => [
				[404, $html, '<html><head data-requesttoken="x">', ['Server' => 'nginx']], 'nginx does not forward /push/', 'location ^~ /push/',
			],
			'its login page' => [[200, $html, '<html><head data-requesttoken="x">', []], 'does not forward', 'proxy_pass'],
			'a page behind Traefik' => [[404, 'text/plain', '404 page not found', ['Server' => 'Traefik']], 'Traefik does not forward', 'stripPrefix'],
			'a redirect' => [
				[301, $html, '', ['Location' => 'https://cloud.example.com/push/test/cookie']], 'leads elsewhere', 'occ notify_push:setup https://cloud.example.com/push',
			],
			'a redirect to the login' => [[302, $html, '', ['Location' => '/login']], 'leads elsewhere', 'location ^~ /push/'],
			'a redirect with a command in it' => [
				[301, $html, '', ['Location' => "https://h/$(id)\x1b[2J/test/cookie"]], 'leads elsewhere: https://h/$(id) [2J/test/cookie',
				'location ^~ /push/',
			],
			'a firewall' => [[403, $html, '<html>Forbidden', []], 'refuses the request', 'exempt /push/'],
			'basic authentication' => [[401, $html, '<html>', []], 'refuses the request', 'exempt /push/'],
			'a rate limit' => [[429, $html, '<html>', ['Server' => 'nginx']], 'nginx limits', 'exempt /push/'],
		];
	}

	public function testA503OfTheProxyIsNotThePushServers(): void {
		$no = [503, 'text/plain', 'Service unavailable', []];
		$checks = $this->test(['answers' => ['/test/cookie' => $no, '/readyz' => $no]]);
		self::assertStringContainsString('cannot reach the push server', $checks['server']->summary);
		$page = [503, 'text/html', "<html>\nredis: down\n</html>", []];
		$checks = $this->test(['answers' => ['/test/cookie' => $no, '/readyz' => $page]]);
		self::assertStringContainsString('cannot reach the push server', $checks['server']->summary);
	}

	public function testWorksOverTlsWithATrustedCertificate(): void {
		$this->certificates = self::$folder . '/trusted.crt';
		$checks = $this->overTls($this->certificates, 'localhost');
		self::assertSame('endpoint:hint', self::trouble($checks));
	}

	public function testAnUntrustedCertificateIsAHintAndEverythingElseIsStillTested(): void {
		$checks = $this->overTls(self::$folder . '/untrusted.crt', 'localhost');
		self::assertSame('endpoint:hint server:hint', self::trouble($checks));
		self::assertStringContainsString('does not trust the certificate', $checks['server']->summary);
		self::assertStringContainsString('occ security:certificates:import', self::repair($checks['server']));
	}

	public function testACertificateForAnotherNameIsNoticed(): void {
		$this->certificates = self::$folder . '/other.crt';
		$checks = $this->overTls($this->certificates, 'cloud.example.com');
		self::assertSame('endpoint:hint server:hint', self::trouble($checks));
	}

	public function testThereIsNoTls(): void {
		$port = $this->startServer();
		$checks = $this->test(endpoint: "https://127.0.0.1:$port/push");
		self::assertStringContainsString('There is no TLS', $checks['server']->summary);
	}

	/** @return array<string, Check> */
	private function overTls(string $certificate, string $name): array {
		$key = "$certificate.key";
		exec('openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test '
			. "-addext subjectAltName=DNS:$name -keyout $key -out $certificate 2>/dev/null");
		$port = $this->startServer('--tls', $certificate, $key);
		return $this->test(endpoint: "https://localhost:$port/push");
	}
}
