<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Queue\NullQueue;
use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Route;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\SelfTest\Status;
use OCA\NotifyPush\Wizard\Proxy;

/** Every hop, right and wrong, against a server on this machine. */
class RunnerTest extends PushServerTestCase {
	private ?Context $last = null;

	/** @return array<string, Check> */
	private function test(array $faults = [], ?int $users = 0, ?string $endpoint = null, ?Route $route = null): array {
		$this->faults($faults);
		$endpoint ??= 'http://127.0.0.1:' . $this->startServer() . '/push';
		$this->last = $this->context($endpoint, $route);
		return $this->runner($users)->run($this->last);
	}

	/**
	 * @param array<string, Check> $checks
	 * @return string ids of what is not right, with their states
	 */
	private static function trouble(array $checks): string {
		$wrong = array_filter($checks, fn (Check $check) => $check->status !== Status::Pass);
		return implode(' ', array_map(fn (string $id) => "$id:{$wrong[$id]->status->value}", array_keys($wrong)));
	}

	private static function repair(Check $check): string {
		return implode("\n", $check->repair);
	}

	public function testEverythingIsRight(): void {
		$checks = $this->test();
		self::assertSame('endpoint:hint', self::trouble($checks));
		self::assertTrue(Runner::passed($checks));
		self::assertSame('1.4.100', $this->last->serverVersion);
		self::assertGreaterThan(0.0, $this->last->deliveryMs);
		self::assertLessThan(1000.0, $this->last->deliveryMs);
		self::assertTrue($this->app[AppSettings::HEARTBEAT_SEEN]);
		self::assertSame($this->last->cookie, $this->app[AppSettings::COOKIE]);
	}

	public function testTellsEachHopAsItEndsAndRunsOnlyWhatIsAsked(): void {
		$told = [];
		$port = $this->startServer();
		$this->runner()->run(
			$this->context("http://127.0.0.1:$port"),
			function (Hop $hop, Check $check) use (&$told): void {
				$told[] = $hop->id();
			},
			['redis', 'server', 'messages'],
		);
		self::assertSame(['redis', 'server', 'messages'], $told);
	}

	public function testTheTokenIsGoneAfterwardsAndWouldHaveGoneByItself(): void {
		$port = $this->startServer();
		$lifetimes = [];
		$this->runner()->run($this->context("http://127.0.0.1:$port"), function () use (&$lifetimes): void {
			$lifetimes[] = $this->raw()->ttl('test-token');
		});
		self::assertGreaterThan(0, min($lifetimes));
		self::assertLessThanOrEqual(120, max($lifetimes));
		self::assertFalse($this->raw()->get('test-token'));
	}

	public function testRedisIsNotConfigured(): void {
		$check = (new Hop\Redis(new PushRedis(new NullQueue()), $this->l()))->run($this->context('http://x'));
		self::assertTrue($check->failed());
		self::assertStringContainsString('occ config:system:set redis host', self::repair($check));
	}

	/** @dataProvider redisTroubles */
	public function testRedisCannotBeUsed(array $settings, ?string $acl, string $repair): void {
		$raw = $this->raw();
		if ($acl !== null) {
			$raw->rawCommand('ACL', 'SETUSER', 'weak', 'reset', 'on', '>secret', ...explode(' ', $acl));
		}
		$this->system['redis'] = $settings + $this->system['redis'];
		$checks = $this->test(endpoint: 'http://127.0.0.1:1');
		self::assertSame(Status::Fail, $checks['redis']->status);
		self::assertStringContainsString($repair, self::repair($checks['redis']));
		self::assertStringNotContainsString('secret', json_encode($checks));
		self::assertStringNotContainsString('wrong-word', json_encode($checks));
	}

	public static function redisTroubles(): array {
		return [
			'nothing there' => [['host' => '/nowhere/redis.sock'], null, 'systemctl status redis-server'],
			'wrong password' => [['user' => 'weak', 'password' => 'wrong-word'], '+@all ~* &*', 'user or password are wrong'],
			'no rights' => [['user' => 'weak', 'password' => 'secret'], '+auth +select', 'ACL SETUSER'],
		];
	}

	/** @dataProvider endpoints */
	public function testTheAddressForClients(string $endpoint, string $status, string $summary): void {
		$check = (new Hop\Endpoint($this->l()))->run($this->context($endpoint));
		self::assertSame($status, $check->status->value);
		self::assertStringContainsString($summary, $check->summary);
	}

	public static function endpoints(): array {
		return [
			['https://cloud.example.com/push', 'pass', 'public, encrypted'],
			['https://cloud.example.com/push/', 'pass', 'public, encrypted'],
			['http://cloud.example.com/push', 'hint', 'without encryption'],
			['https://localhost/push', 'hint', 'only exists on this machine'],
			['http://127.1.2.3:7867', 'hint', 'only exists on this machine'],
			['https://[::1]/push', 'hint', 'only exists on this machine'],
			['', 'fail', 'No address'],
			['wss://cloud.example.com/push', 'fail', 'is not an address'],
			['cloud.example.com/push', 'fail', 'is not an address'],
			['https://user:pass@cloud.example.com/push', 'fail', 'is not an address'],
			['https://cloud.example.com/push?x', 'fail', 'is not an address'],
		];
	}

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
			'a firewall' => [[403, $html, '<html>Forbidden', []], 'refuses the request', 'exempt /push/'],
			'basic authentication' => [[401, $html, '<html>', []], 'refuses the request', 'exempt /push/'],
			'a rate limit' => [[429, $html, '<html>', ['Server' => 'nginx']], 'nginx limits', 'exempt /push/'],
		];
	}

	public function testTheProxyRemovesTheToken(): void {
		$checks = $this->test(['answers' => ['/test/cookie' => [400, 'text/plain', 'Missing request header "token"', []]]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('removes the request header', $checks['messages']->summary);
	}

	/** @dataProvider strangers */
	public function testBothUseDifferentRedises(array $answer): void {
		$checks = $this->test(['answers' => ['/test/cookie' => $answer]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
		self::assertStringContainsString("--dump-config /srv/nextcloud/config/config.php", self::repair($checks['messages']));
		self::assertSame(Status::Skipped, $checks['nextcloud']->status);
		self::assertSame(Status::Pass, $checks['websocket']->status);
	}

	public static function strangers(): array {
		return [
			'ours' => [[403, 'text/plain', 'wrong token', []]],
			'the reference, which finds no token at all' => [[500, 'text/plain', 'Unhandled rejection', []]],
			'a number from elsewhere' => [[200, 'text/plain', '0', []]],
		];
	}

	public function testAServerThatWaitsForItsOwnRedisIsThereAllTheSame(): void {
		$checks = $this->test(['slow' => 5.2, 'answers' => ['/test/cookie' => [403, 'text/plain', 'wrong token', []]]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
	}

	/** @dataProvider answersWithoutRedis */
	public function testThePushServerHasNoRedis(array $answer): void {
		$ready = [503, 'text/plain; charset=utf-8', "redis: down, not subscribed\ndatabase: ok\n", []];
		$checks = $this->test(['answers' => ['/test/cookie' => $answer, '/readyz' => $ready]]);
		self::assertSame(Status::Pass, $checks['server']->status);
		self::assertSame(Status::Fail, $checks['messages']->status);
		self::assertSame('The push server has no connection to its Redis', $checks['messages']->summary);
		self::assertStringContainsString('journalctl -u notify_push', self::repair($checks['messages']));
		self::assertStringContainsString("notify_push check /srv/nextcloud/config/config.php", self::repair($checks['messages']));
		self::assertSame(Status::Skipped, $checks['nextcloud']->status);
	}

	public static function answersWithoutRedis(): array {
		return [
			'it says so' => [[503, 'text/plain', 'Redis is not reachable', []]],
			'it takes the token for a wrong one' => [[403, 'text/plain', 'wrong token', []]],
			'it has an old number' => [[200, 'text/plain', '0', []]],
		];
	}

	public function testAServerThatHasItsRedisUsesAnotherOne(): void {
		$ready = [200, 'text/plain; charset=utf-8', "redis: ok, subscribed\ndatabase: ok\n", []];
		$checks = $this->test(['answers' => ['/test/cookie' => [403, 'text/plain', 'wrong token', []], '/readyz' => $ready]]);
		self::assertStringContainsString('another Redis', $checks['messages']->summary);
	}

	public function testA503OfTheProxyIsNotThePushServers(): void {
		$no = [503, 'text/plain', 'Service unavailable', []];
		$checks = $this->test(['answers' => ['/test/cookie' => $no, '/readyz' => $no]]);
		self::assertStringContainsString('cannot reach the push server', $checks['server']->summary);
		$page = [503, 'text/html', "<html>\nredis: down\n</html>", []];
		$checks = $this->test(['answers' => ['/test/cookie' => $no, '/readyz' => $page]]);
		self::assertStringContainsString('cannot reach the push server', $checks['server']->summary);
	}

	public function testThePushServerIsDeaf(): void {
		$checks = $this->test(['deaf' => true]);
		self::assertStringContainsString('did not arrive', $checks['messages']->detail);
	}

	/** @dataProvider nextclouds */
	public function testThePushServerCannotReachNextcloud(string $answer, string $summary, string $repair): void {
		$this->system['trusted_domains'] = [0 => 'localhost', 3 => 'cloud.example.com'];
		$this->system['overwrite.cli.url'] = 'https://cloud.example.com/';
		$checks = $this->test(['nextcloud' => ['/test/reverse_cookie' => $answer]]);
		self::assertSame(Status::Fail, $checks['nextcloud']->status);
		self::assertStringContainsString($summary, $checks['nextcloud']->summary);
		self::assertStringContainsString($repair, self::repair($checks['nextcloud']));
		self::assertSame(Status::Skipped, $checks['trusted-proxy']->status);
	}

	public static function nextclouds(): array {
		$error = 'Error while connecting to nextcloud: ';
		return [
			'untrusted domain' => [
				'nc.lan is not configured as a trusted domain for the nextcloud server', 'nc.lan is not a trusted domain',
				'occ config:system:set trusted_domains 4 --value=nc.lan',
			],
			'certificate' => [$error . 'SSL certificate problem: self-signed certificate', 'certificate', 'NEXTCLOUD_CA='],
			'no connection' => [$error . 'Connection refused', 'cannot reach Nextcloud', 'NEXTCLOUD_URL=https://cloud.example.com'],
			'no name' => [$error . 'Could not resolve host', 'cannot resolve', 'NEXTCLOUD_CONNECT=127.0.0.1:443'],
			'maintenance' => [$error . 'HTTP 503: maintenance mode', 'maintenance', 'occ maintenance:mode --off'],
			'refused' => [$error . 'HTTP 403 Forbidden', 'refuses', 'header "token"'],
			'something else' => [$error . 'HTTP 404 Not Found', 'something else', 'NEXTCLOUD_URL'],
			'locked out' => [$error . 'HTTP 429', 'locked', 'bruteforce'],
		];
	}

	public function testThePushServerTalksToAnotherNextcloud(): void {
		$start = microtime(true);
		$checks = $this->test(['nextcloud' => ['/test/reverse_cookie' => '12345']]);
		self::assertStringContainsString('another Nextcloud', $checks['nextcloud']->summary);
		// An old number may come out of a cache of Nextcloud: that deserves some patience, but not for ever.
		self::assertGreaterThan(3.0, microtime(true) - $start);
		self::assertLessThan(15.0, microtime(true) - $start);
	}

	public function testAnOldNumberFromACacheIsWaitedFor(): void {
		$port = $this->startServer();
		$this->faults(['nextcloud' => ['/test/reverse_cookie' => '12345']]);
		$context = $this->context("http://127.0.0.1:$port");
		$hop = new Hop\Nextcloud($this->http(), $this->config(), $this->l());
		$this->raw()->set('test-token', $context->token);
		$fixer = proc_open(['/bin/sh', '-c', 'sleep 1; printf "{\"nextcloud\":{\"/test/reverse_cookie\":\"' . $context->cookie . '\"}}" > '
			. self::$folder . '/faults.json'], [], $pipes);
		self::assertSame(Status::Pass, $hop->run($context)->status);
		proc_close($fixer);
	}

	/** @dataProvider refusedHops */
	public function testARedisThatIsSlowForAMomentIsWaitedFor(string $id, string $path): void {
		$port = $this->startServer();
		$this->faults(['nextcloud' => [$path => 'HTTP 403 Forbidden']]);
		$context = $this->context("http://127.0.0.1:$port");
		$this->raw()->set('test-token', $context->token);
		$hop = $id === 'nextcloud'
			? new Hop\Nextcloud($this->http(), $this->config(), $this->l())
			: new Hop\TrustedProxy($this->http(), new PushRedis($this->queue()), $this->config(), $this->l());
		$faults = json_encode(['nextcloud' => ['/test/reverse_cookie' => (string)$context->cookie]]);
		$command = ['/bin/sh', '-c', 'sleep 1; printf %s "$1" >"$2"', 'sh', $faults, self::$folder . '/faults.json'];
		$fixer = proc_open($command, [], $pipes);
		$start = microtime(true);
		self::assertSame(Status::Pass, $hop->run($context)->status);
		self::assertGreaterThan(0.5, microtime(true) - $start);
		proc_close($fixer);
	}

	public static function refusedHops(): array {
		return [['nextcloud', '/test/reverse_cookie'], ['trusted-proxy', '/test/remote/203.0.113.77']];
	}

	public function testThePushServerSeesAnotherDatabase(): void {
		$checks = $this->test(['mapping' => 2], users: 3);
		self::assertStringContainsString('does not see the database', $checks['database']->summary);
		self::assertStringContainsString('it counts 2 users, Nextcloud counts 3', $checks['database']->detail);
		self::assertStringContainsString('dbtableprefix', self::repair($checks['database']));
	}

	public function testThePushServerCountsTheSame(): void {
		self::assertSame('endpoint:hint', self::trouble($this->test(['mapping' => 3], users: 3)));
	}

	public function testNobodyHasAStorageYet(): void {
		$checks = $this->test(users: null);
		self::assertSame(Status::Hint, $checks['database']->status);
	}

	/** @dataProvider proxies */
	public function testNextcloudDoesNotBelieveThePushServer(
		array $system,
		string $seen,
		string $peer,
		string $header,
		string $detail,
		array $repair,
		array $missing,
	): void {
		$this->system = $system + $this->system;
		$this->raw()->set('notify_push_remote', $peer);
		$this->raw()->set('notify_push_forwarded_header', $header);
		$checks = $this->test(['nextcloud' => ['/test/remote/203.0.113.77' => $seen, '/test/remote/2001:db8::4d' => $seen]]);
		$check = $checks['trusted-proxy'];
		self::assertSame(Status::Fail, $check->status);
		self::assertStringContainsString($seen, $check->summary);
		self::assertStringContainsString($detail, $check->detail);
		foreach ($repair as $line) {
			self::assertContains($line, $check->repair);
		}
		self::assertSame($missing, $check->missing['trusted_proxies'] ?? []);
	}

	public static function proxies(): array {
		return [
			'the same machine' => [
				[], '127.0.0.1', '127.0.0.1', '203.0.113.77', 'does not trust 127.0.0.1',
				['occ config:system:set trusted_proxies 0 --value=127.0.0.1', 'occ config:system:set trusted_proxies 1 --value=::1'],
				['127.0.0.1', '::1'],
			],
			'the same machine by the other family' => [
				['trusted_proxies' => ['127.0.0.0/8']], '::1', '::1', '203.0.113.77', 'does not trust ::1',
				['occ config:system:set trusted_proxies 1 --value=::1'], ['::1'],
			],
			'a container' => [
				['trusted_proxies' => [4 => '10.0.0.1']], '172.18.0.9', '172.18.0.9', '203.0.113.77', 'does not trust 172.18.0.9',
				['occ config:system:set trusted_proxies 5 --value=172.18.0.9', 'occ config:system:set trusted_proxies 5 --value=172.18.0.0/16'],
				['172.18.0.9'],
			],
			'an IPv6 container' => [
				[], 'fd00:1:2:3:4:5:6:7', 'fd00:1:2:3:4:5:6:7', '203.0.113.77', 'does not trust',
				['occ config:system:set trusted_proxies 0 --value=fd00:1:2:3::/64'], ['fd00:1:2:3:4:5:6:7'],
			],
			'the second of two proxies' => [
				['trusted_proxies' => ['127.0.0.1', '::1']], '10.1.1.1', '127.0.0.1', '203.0.113.77, 10.1.1.1', 'does not trust 10.1.1.1',
				['occ config:system:set trusted_proxies 2 --value=10.1.1.1'], ['10.1.1.1'],
			],
			'a proxy that overwrites the header' => [
				['trusted_proxies' => ['127.0.0.1']], '10.9.9.9', '127.0.0.1', '10.9.9.9', 'removes what the push server sends',
				['proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'], [],
			],
			'a single value' => [
				['trusted_proxies' => '127.0.0.1'], '127.0.0.1', '127.0.0.1', '203.0.113.77', 'has to be a list',
				['occ config:system:delete trusted_proxies'], [],
			],
			'another header' => [
				['trusted_proxies' => ['127.0.0.1'], 'forwarded_for_headers' => ['HTTP_X_REAL_IP']], '127.0.0.1', '127.0.0.1', '203.0.113.77',
				'ignore the header', ['occ config:system:set forwarded_for_headers 0 --value=HTTP_X_FORWARDED_FOR'], [],
			],
		];
	}

	public function testOnlyOneFamilyIsTrusted(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/2001:db8::4d' => '127.0.0.1']]);
		self::assertSame(Status::Fail, $checks['trusted-proxy']->status);
	}

	public function testAnotherSpellingOfTheAddressIsTheSame(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/2001:db8::4d' => '2001:DB8:0:0:0:0:0:4D']]);
		self::assertSame(Status::Pass, $checks['trusted-proxy']->status);
	}

	public function testEntriesThatAreNoAddressesAreNamed(): void {
		$this->system['trusted_proxies'] = ['127.0.0.1', '10.0.0.0/99', 'proxy.lan'];
		$checks = $this->test();
		self::assertSame(Status::Hint, $checks['trusted-proxy']->status);
		self::assertSame('10.0.0.0/99, proxy.lan', $checks['trusted-proxy']->detail);
	}

	public function testNextcloudFailsWhenAskedForTheAddress(): void {
		$checks = $this->test(['nextcloud' => ['/test/remote/203.0.113.77' => 'HTTP 500']]);
		self::assertStringContainsString('could not ask', $checks['trusted-proxy']->summary);
	}

	/** @dataProvider versions */
	public function testVersionsAreComparedByLevel(string $version, string $status, string $text): void {
		$checks = $this->test(['version' => $version]);
		self::assertSame($status, $checks['version']->status->value);
		self::assertStringContainsString($text, $checks['version']->summary . $checks['version']->detail);
		self::assertSame($version, $this->last->serverVersion);
	}

	public static function versions(): array {
		return [['1.4.100', 'pass', '1.4.100'], ['1.4.0', 'hint', 'fit together'], ['1.3.100', 'fail', 'same protocol'], ['2.4.100', 'fail', '2.4.100']];
	}

	public function testAnOldVersionInRedisDoesNotCount(): void {
		$this->raw()->set('notify_push_version', '1.4.100');
		$checks = $this->test(['answers' => ['/test/version' => [404, 'text/plain', 'no such thing', []]]]);
		self::assertSame(Status::Fail, $checks['version']->status);
		self::assertNull($this->last->serverVersion);
	}

	public function testAServerWithoutHeartbeatIsRecordedAsSuch(): void {
		$this->app[AppSettings::HEARTBEAT_SEEN] = true;
		$checks = $this->test(['heartbeat' => false]);
		self::assertSame(Status::Hint, $checks['heartbeat']->status);
		self::assertFalse($this->app[AppSettings::HEARTBEAT_SEEN]);
		self::assertTrue(Runner::passed($checks));
	}

	/** @dataProvider handshakes */
	public function testWebSocketsDoNotGetThrough(string|int $fault, string $summary, string $detail): void {
		$checks = $this->test(['handshake' => $fault]);
		self::assertSame(Status::Fail, $checks['websocket']->status);
		self::assertStringContainsString($summary, $checks['websocket']->summary);
		self::assertStringContainsString($detail, $checks['websocket']->detail);
		self::assertStringContainsString('proxy_set_header Upgrade $http_upgrade;', self::repair($checks['websocket']));
		self::assertSame('delivery:skipped', explode(' ', self::trouble($checks))[2]);
	}

	public static function handshakes(): array {
		return [
			'headers dropped' => [400, 'nginx does not pass the headers', 'HTTP 400: nope'],
			'upgrade required' => [426, 'does not pass the headers', 'HTTP 426'],
			'not forwarded' => [404, 'does not forward /push/ws', 'HTTP 404'],
			'refused' => [403, 'refuses WebSockets', 'HTTP 403'],
			'full' => [503, 'no room', 'HTTP 503'],
			'no protocol handler' => [500, 'cannot forward WebSockets', 'HTTP 500'],
			'a wrong key' => ['accept', 'damages the WebSocket handshake', 'Sec-WebSocket-Accept'],
			'a missing header' => ['upgrade', 'damages', 'Upgrade: websocket'],
			'an extension of the proxy' => ['extension', 'damages', 'extension'],
			'silence' => ['silent', 'broke', 'in time'],
		];
	}

	public function testALoginIsRefused(): void {
		$checks = $this->test(['login' => 'err: Invalid credentials']);
		self::assertStringContainsString('could not log in', $checks['delivery']->summary);
		self::assertSame('err: Invalid credentials', $checks['delivery']->detail);
	}

	public function testMessagesAreLost(): void {
		$checks = $this->test(['drop' => 99]);
		self::assertStringContainsString('did not arrive', $checks['delivery']->summary);
		self::assertNull($this->last->deliveryMs);
	}

	public function testOneMessageMayBeLostToAServerThatIsNotReadyYet(): void {
		$checks = $this->test(['drop' => 1]);
		self::assertSame(Status::Pass, $checks['delivery']->status);
	}

	public function testPingsAndFragmentsDoNotDisturb(): void {
		$checks = $this->test(['pings' => true]);
		self::assertSame(Status::Pass, $checks['delivery']->status);
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

	public function testTheEndOfRedisInTheMiddleIsReportedNotThrown(): void {
		$this->system['redis']['user'] = 'halfway';
		$this->system['redis']['password'] = 'secret';
		$this->raw()->rawCommand('ACL', 'SETUSER', 'halfway', 'reset', 'on', '>secret', '+@all', '-publish', '~*', '&*');
		$checks = $this->test();
		self::assertSame(Status::Fail, $checks['messages']->status);
		self::assertStringContainsString('The test broke', $checks['messages']->summary);
		self::assertStringContainsString('NOPERM', $checks['messages']->detail);
	}

	public function testNamesAllHopsInTheirOrder(): void {
		$ids = array_column($this->runner()->titles(), 'id');
		self::assertSame(['redis', 'endpoint', 'server', 'messages', 'nextcloud', 'database', 'trusted-proxy', 'version', 'heartbeat', 'websocket', 'delivery'], $ids);
		self::assertNotContains('', array_column($this->runner()->titles(), 'title'));
	}

	public function testLinesFollowTheProxyThatWasNamed(): void {
		$context = $this->context('https://cloud.example.com/push', null, Proxy::Caddy);
		self::assertSame(['handle_path /push/* {', "\treverse_proxy 127.0.0.1:7867", '}'], $context->proxyLines());
		self::assertSame('wss://cloud.example.com/push/ws', $context->webSocketUrl());
	}
}
