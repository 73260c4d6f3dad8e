<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface GroupInterface {

	public function groupExists($gid);

	public function usersInGroup($gid, $search = '', $limit = -1, $offset = 0);
}
