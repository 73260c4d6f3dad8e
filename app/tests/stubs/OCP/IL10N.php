<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP;

interface IL10N {

	public function t(string $text, $parameters = []): string;

	public function n(string $text_singular, string $text_plural, int $count, array $parameters = []): string;
}
