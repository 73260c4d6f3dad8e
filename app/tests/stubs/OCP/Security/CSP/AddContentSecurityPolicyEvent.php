<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Security\CSP;

class AddContentSecurityPolicyEvent extends \OCP\EventDispatcher\Event {
	/** @var list<\OCP\AppFramework\Http\EmptyContentSecurityPolicy> what was added; only here */
	public array $added = [];

	public function addPolicy(\OCP\AppFramework\Http\EmptyContentSecurityPolicy $csp): void {
		$this->added[] = $csp;
	}
}
