<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace Psr\Container;

interface ContainerInterface {
	public function get(string $id);

	public function has(string $id): bool;
}
