<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files;

interface Node extends \OCP\Files\FileInfo {

	public function getId();
}
