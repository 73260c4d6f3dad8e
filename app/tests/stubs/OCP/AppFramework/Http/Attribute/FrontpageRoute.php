<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

#[\Attribute(68)]
class FrontpageRoute extends \OCP\AppFramework\Http\Attribute\Route {

	public function __construct(string $verb, string $url, ?array $requirements = null, ?array $defaults = null, ?string $root = null, ?string $postfix = null) {
	}
}
