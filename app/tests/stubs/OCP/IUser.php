<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IUser {

	public function getUID();
}
