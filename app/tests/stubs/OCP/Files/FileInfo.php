<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Files;

interface FileInfo {

	public function getId();
}
