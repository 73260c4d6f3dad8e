<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\Settings;

interface ISettings {

	public function getForm();

	public function getSection();

	public function getPriority();
}
