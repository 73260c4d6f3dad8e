<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\App;

interface IAppManager {

	public function getAppVersion(string $appId, bool $useCache = true): string;

	public function isEnabledForUser($appId, $user = null);

	public function isInstalled($appId);

	public function getAppPath(string $appId, bool $ignoreCache = false): string;
}
