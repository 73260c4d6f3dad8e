<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

class OC {
	public static string $configDir = '';
}
