<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Settings;

interface IDelegatedSettings extends \OCP\Settings\ISettings {

	public function getName(): ?string;

	public function getAuthorizedAppConfig(): array;
}
