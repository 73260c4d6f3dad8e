<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/* Renders a template as Nextcloud would: render-template.php FILE LANGUAGE */

function p(string $text): void {
	echo htmlspecialchars($text, ENT_QUOTES);
}

$file = dirname($argv[1], 2) . '/l10n/' . $argv[2] . '.json';
$translations = is_file($file) ? json_decode((string)file_get_contents($file), true)['translations'] : [];
$l = new class($translations) {
	public function __construct(
		private array $translations,
	) {
	}

	public function t(string $text, array $values = []): string {
		return vsprintf($this->translations[$text] ?? $text, $values);
	}
};
require $argv[1];
