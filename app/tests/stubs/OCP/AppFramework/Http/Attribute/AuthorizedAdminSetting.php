<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http\Attribute;

#[\Attribute(68)]
class AuthorizedAdminSetting {

	public function __construct(string $settings) {
	}

	public function getSettings(): string {
	}
}
