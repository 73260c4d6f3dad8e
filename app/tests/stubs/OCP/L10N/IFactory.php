<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\L10N;

interface IFactory {

	public function get($app, $lang = null, $locale = null);
}
