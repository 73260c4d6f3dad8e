<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Shell;
use PHPUnit\Framework\TestCase;

class ShellTest extends TestCase {
	/** @dataProvider words */
	public function testAShellReadsWhatWasMeant(string $word): void {
		exec('printf %s ' . Shell::word($word) . ' | od -An -v -tx1', $output);
		self::assertSame(bin2hex($word), str_replace(' ', '', implode('', $output)));
	}

	public static function words(): array {
		return array_map(fn (string $word) => [$word], [
			'/var/www/nextcloud/config/config.php', '--port', '::1', 'with space', "it's", '$HOME', '`id`', 'a;b', '~', '*', "new\nline", '"', '\\', '#no',
			'(x)', '!x', 'a&b', '<x', 'ümlaut',
		]);
	}

	public function testPlainWordsStayPlain(): void {
		self::assertSame(
			"/usr/bin/notify_push --bind ::1 --port 7867 '/srv/my cloud/config.php' ''",
			Shell::line(['/usr/bin/notify_push', '--bind', '::1', '--port', '7867', '/srv/my cloud/config.php', '']),
		);
	}
}
