<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

#[\Attribute(69)]
class OpenAPI {
	public const SCOPE_DEFAULT = 'default';
	public const SCOPE_ADMINISTRATION = 'administration';
	public const SCOPE_FEDERATION = 'federation';
	public const SCOPE_IGNORE = 'ignore';
	public const SCOPE_EX_APP = 'ex_app';

	public function __construct(string $scope = 'default', ?array $tags = null) {
	}

	public function getScope(): string {
	}

	public function getTags(): ?array {
	}
}
