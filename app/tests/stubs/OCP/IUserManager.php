<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IUserManager {

	public function get($uid);

	public function countSeenUsers();

	public function callForSeenUsers(\Closure $callback);
}
