<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Share;

interface IShareProvider {

	public function getAccessList($nodes, $currentAccess);
}
