<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Activity;

interface IConsumer {

	public function receive(\OCP\Activity\IEvent $event);
}
