<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

#[\Attribute(68)]
class Route {
	public const TYPE_API = 'ocs';
	public const TYPE_FRONTPAGE = 'routes';

	public function __construct(string $type, string $verb, string $url, ?array $requirements = null, ?array $defaults = null, ?string $root = null, ?string $postfix = null) {
	}

	public function toArray() {
	}

	public function getType(): string {
	}

	public function getVerb(): string {
	}

	public function getUrl(): string {
	}

	public function getRequirements(): ?array {
	}

	public function getDefaults(): ?array {
	}

	public function getRoot(): ?string {
	}

	public function getPostfix(): ?string {
	}
}
