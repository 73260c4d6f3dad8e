<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IGroupManager {

	public function getBackends();
}
