<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http;

class EmptyContentSecurityPolicy {
	/** @var list<string> what was allowed; only here */
	public array $domains = [];

	public function addAllowedConnectDomain($domain) {
		$this->domains[] = $domain;
		return $this;
	}
}
