<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Tests\SelfTest\PushServerTestCase;
use OCA\NotifyPush\Wizard\LifeProbe;
use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\SelfTest\Net\Route;

class LifeProbeTest extends PushServerTestCase {
	/** @dataProvider answers */
	public function testKnowsLifeByTheAnswersOfEveryServer(array $answer, bool $lives): void {
		$this->faults(['answers' => ['/test/cookie' => $answer]]);
		$port = $this->startServer();
		self::assertSame($lives, (new LifeProbe($this->http()))->isAlive("http://127.0.0.1:$port/push/", Route::direct()));
	}

	public static function answers(): array {
		return [
			'ours' => [[200, 'text/plain', '0', []], true],
			'a missing token' => [[400, 'text/plain; charset=utf-8', 'Missing request header', []], true],
			'a wrong token' => [[403, 'text/plain', 'wrong', []], true],
			'no token in Redis, at the reference' => [[500, 'text/plain; charset=utf-8', 'oops', []], true],
			'a page' => [[200, 'text/html', '<html>', []], false],
			'a refusal of a proxy' => [[403, 'text/html', '<html>', []], false],
			'some text' => [[200, 'text/plain', 'hello', []], false],
			'not found' => [[404, 'text/plain', 'nothing', []], false],
			'no subscription' => [[503, 'text/plain', 'away', []], false],
		];
	}

	public function testSaysWhatItFoundInstead(): void {
		$probe = new LifeProbe($this->http());
		self::assertStringContainsString('connect', (string)$probe->ask('http://127.0.0.1:1', Route::direct()));
	}

	public function testGoesStraightToThePlaceItselfWhateverTheOutgoingProxyIs(): void {
		$proxy = $this->startServer();
		$probe = new LifeProbe($this->http());
		$listen = Listen::fromString('notify-push.invalid:7867');
		$this->system['proxy'] = "http://127.0.0.1:$proxy";
		self::assertStringContainsString('resolve host: notify-push.invalid', (string)$probe->ask($listen->url(), $listen->route()));
		$this->system['proxy'] = 'http://127.0.0.1:1';
		self::assertTrue($probe->waitFor(Listen::tcp('127.0.0.1', (int)$proxy), 5.0));
	}

	public function testWaitsUntilItLives(): void {
		$probe = new LifeProbe($this->http());
		$port = (int)$this->startServer();
		self::assertTrue($probe->waitFor(Listen::tcp('127.0.0.1', $port), 5.0));
		$start = microtime(true);
		self::assertFalse($probe->waitFor(Listen::tcp('127.0.0.1', self::freePort()), 0.3));
		self::assertLessThan(1.0, microtime(true) - $start);
	}
}
