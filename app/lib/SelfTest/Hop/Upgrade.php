<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest\Hop;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Connector;
use OCA\NotifyPush\SelfTest\Context;
use OCA\NotifyPush\SelfTest\Hop;
use OCA\NotifyPush\SelfTest\Net\Failure;
use OCA\NotifyPush\SelfTest\Net\HttpReply;
use OCP\IL10N;

/**
 * Public address → reverse proxy → push server once more, this time as a WebSocket.
 */
class Upgrade implements Hop {
	public function __construct(
		private Connector $connector,
		private IL10N $l,
	) {
	}

	public function id(): string {
		return 'websocket';
	}

	public function title(): string {
		return $this->l->t('WebSockets get through to the push server');
	}

	public function needs(): array {
		return ['server'];
	}

	public function run(Context $context): Check {
		try {
			$this->connector->connect($context)->close();
		} catch (Failure $e) {
			if ($e->reply === null) {
				return Check::fail(
					$this->l->t('The WebSocket connection to %s broke', [$context->webSocketUrl()]),
					$e->getMessage(),
					Server::withPlace($context),
				);
			}
			$context->notice($e->reply);
			return $this->judge($context, $e->reply, $e->getMessage());
		}
		return Check::pass($this->l->t('WebSockets get through to the push server'));
	}

	private function judge(Context $context, HttpReply $reply, string $reason): Check {
		$proxy = $context->proxy?->label() ?? $this->l->t('The reverse proxy');
		$detail = ucfirst($reason) . '. ' . Server::seen($reply);
		$summary = match (true) {
			$reply->status === 101 => $this->l->t('%s damages the WebSocket handshake', [$proxy]),
			in_array($reply->status, [200, 400, 405, 426], true)
				=> $this->l->t('%s does not pass the headers "Upgrade" and "Connection" on', [$proxy]),
			$reply->status === 403 || $reply->status === 401
				=> $this->l->t('Something in front of the push server refuses WebSockets'),
			$reply->status === 404 => $this->l->t('%1$s does not forward %2$s to the push server', [$proxy, $context->path() . '/ws']),
			$reply->status === 503 => $this->l->t('%s, or the push server behind it, has no room for more connections', [$proxy]),
			$reply->status >= 500 => $this->l->t('%s cannot forward WebSockets', [$proxy]),
			default => $this->l->t('The answer is not a WebSocket'),
		};
		return Check::fail($summary, $detail, Server::withPlace($context));
	}
}
