<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\EventDispatcher;

interface IEventListener {

	public function handle(\OCP\EventDispatcher\Event $event): void;
}
