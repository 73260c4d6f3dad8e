<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Share;

interface IManager {

	public function newShare();

	public function getSharesBy($userId, $shareType, $path = null, $reshares = false, $limit = 50, $offset = 0, bool $onlyValid = true);

	public function shareProviderExists($shareType);
}
