<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Connector;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\WebSocket;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCP\IL10N;

/**
 * The whole way: a client logs in through the public address, an app sends it something, and it
 * arrives. The client is nobody: an invented user with a token of its own.
 */
class Delivery implements Hop {
	private const MESSAGE = 'notify_push_self_test';
	private const TRIES = 3;

	public function __construct(
		private Connector $connector,
		private PushRedis $redis,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'delivery';
	}

	public function title(): string {
		return $this->l->t('A message arrives at a client');
	}

	public function needs(): array {
		return ['messages', 'websocket'];
	}

	public function run(Context $context): Check {
		$user = 'notify_push self-test ' . bin2hex(random_bytes(8));
		$token = bin2hex(random_bytes(16));
		$client = null;
		try {
			// Before connecting, so that the token is there when the client comes with it.
			$this->redis->publish('notify_pre_auth', ['user' => $user, 'token' => $token]);
			$client = $this->connector->connect($context);
			$client->send('');
			$client->send($token);
			$answer = $client->receive(5.0);
			if ($answer !== 'authenticated') {
				return Check::fail(
					$this->l->t('A client could not log in'),
					$answer ?? $this->l->t('There was no answer to the login in time.'),
				);
			}
			$context->deliveryMs = $this->deliver($client, $user);
		} catch (Failure $e) {
			return Check::fail($this->l->t('The connection of a client broke'), $e->getMessage());
		} finally {
			$client?->close();
		}
		if ($context->deliveryMs === null) {
			return Check::fail(
				$this->l->t('A message was sent, but did not arrive'),
				$this->l->t('The client was connected and logged in the whole time.'),
				[
					'# watch what the push server does with it:',
					'occ notify_push:log debug; occ notify_push:self-test; occ notify_push:log --restore',
					$context->service->log(),
				],
			);
		}
		return Check::pass($this->l->t('A message arrived at a client after %s ms', [number_format($context->deliveryMs, 1)]));
	}

	/**
	 * @return ?float milliseconds
	 */
	private function deliver(WebSocket $client, string $user): ?float {
		// Other servers of the protocol may say "authenticated" a moment before they mean it.
		for ($try = 0; $try < self::TRIES; $try++) {
			$nonce = bin2hex(random_bytes(8));
			$start = microtime(true);
			$this->redis->publish('notify_custom', [
				'user' => $user,
				'message' => self::MESSAGE,
				'body' => ['nonce' => $nonce],
			]);
			while (($message = $client->receive(max(0.0, 1.0 - (microtime(true) - $start)))) !== null) {
				if ($message === self::MESSAGE . ' {"nonce":"' . $nonce . '"}') {
					return (microtime(true) - $start) * 1000;
				}
			}
		}
		return null;
	}
}
