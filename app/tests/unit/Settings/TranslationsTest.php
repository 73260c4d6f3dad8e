<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Settings;

use PHPUnit\Framework\TestCase;

/** What is said to people is translated whole, and nothing is translated that nobody says any more. */
class TranslationsTest extends TestCase {
	private const APP = __DIR__ . '/../../..';

	/** @return array<string, string> where each text is, by text */
	private static function texts(): array {
		$texts = [];
		foreach (['lib' => 'php', 'templates' => 'php', 'js' => 'js'] as $folder => $extension) {
			foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::APP . "/$folder")) as $file) {
				if ($file->getExtension() !== $extension) {
					continue;
				}
				preg_match_all("/(?:\\bl(?:10n)?->t|\\btranslate)\\(\\s*'((?:[^'\\\\]|\\\\.)*)'/", (string)file_get_contents((string)$file), $found);
				foreach ($found[1] as $text) {
					$texts[stripslashes($text)] = (string)$file;
				}
			}
		}
		return $texts;
	}

	/** @dataProvider languages */
	public function testEveryTextIsTranslatedAndNothingElse(string $file): void {
		$texts = array_keys(self::texts());
		$translated = array_keys($this->read($file));
		self::assertGreaterThan(150, count($texts));
		self::assertSame([], array_values(array_diff($texts, $translated)), 'not translated');
		self::assertSame([], array_values(array_diff($translated, $texts)), 'nowhere used');
	}

	/** @dataProvider languages */
	public function testPlaceholdersSurviveTheTranslation(string $file): void {
		foreach ($this->read($file) as $text => $translation) {
			preg_match_all('/%(?:\d+\$)?s|{\w+}/', $text, $expected);
			preg_match_all('/%(?:\d+\$)?s|{\w+}/', $translation, $found);
			sort($expected[0]);
			sort($found[0]);
			self::assertSame($expected[0], $found[0], $text);
		}
	}

	/** @dataProvider languages */
	public function testTheBrowserGetsTheSameTexts(string $file): void {
		$script = (string)file_get_contents(preg_replace('/json$/', 'js', $file));
		self::assertSame(1, preg_match('/^OC\.L10N\.register\(\s*"notify_push",\s*({.*}),\s*"([^"]*)"\);\s*$/s', $script, $parts));
		self::assertSame($this->read($file), json_decode($parts[1], true));
		self::assertSame(json_decode((string)file_get_contents($file), true)['pluralForm'], $parts[2]);
	}

	public static function languages(): array {
		$files = glob(self::APP . '/l10n/*.json');
		return array_combine(array_map('basename', $files), array_map(fn (string $file) => [$file], $files));
	}

	/** @return array<string, string> */
	private function read(string $file): array {
		return json_decode((string)file_get_contents($file), true, 512, JSON_THROW_ON_ERROR)['translations'];
	}
}
