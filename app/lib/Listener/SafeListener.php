<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Listener;

use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use Psr\Log\LoggerInterface;

/**
 * A listener whose failure stays its own: whoever uploads, shares or deletes must not suffer from it.
 *
 * @template-implements IEventListener<Event>
 */
abstract class SafeListener implements IEventListener {
	public function __construct(
		private readonly LoggerInterface $logger,
	) {
	}

	final public function handle(Event $event): void {
		try {
			$this->on($event);
		} catch (\Throwable $e) {
			$this->logger->error(
				'Clients may not hear of a change: ' . $e->getMessage(),
				['app' => 'notify_push', 'exception' => $e],
			);
		}
	}

	abstract protected function on(Event $event): void;
}
