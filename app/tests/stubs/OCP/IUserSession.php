<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IUserSession {

	public function getUser();

	public function isLoggedIn();
}
