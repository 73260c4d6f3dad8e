<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\SelfTest\Net;

use OCA\NotifyPush\SelfTest\Net\HttpReply;
use PHPUnit\Framework\TestCase;

class HttpReplyTest extends TestCase {
	public function testFindsHeadersInAnyCase(): void {
		$reply = new HttpReply(200, ['server' => 'nginx'], '');
		self::assertSame('nginx', $reply->header('Server'));
		self::assertSame('', $reply->header('Via'));
	}

	public function testTellsPagesForPeopleFromText(): void {
		self::assertTrue((new HttpReply(404, ['content-type' => 'text/html'], 'x'))->isHtml());
		self::assertTrue((new HttpReply(404, [], "\n<!DOCTYPE html><title>x"))->isHtml());
		self::assertFalse((new HttpReply(404, ['content-type' => 'text/plain'], 'a < b'))->isHtml());
		self::assertTrue((new HttpReply(404, [], '<html><head data-requesttoken="x">'))->isNextcloudPage());
		self::assertFalse((new HttpReply(404, [], '<html><h1>404 Not Found</h1>'))->isNextcloudPage());
	}

	public function testShowsOneHarmlessLine(): void {
		$reply = new HttpReply(502, ['content-type' => 'text/html'], "<html>\r\n<h1>502\x1b[31m Bad</h1>\n\xff</html>");
		self::assertSame('502 [31m Bad ?', $reply->excerpt());
		self::assertSame(4, mb_strlen((new HttpReply(200, [], 'ääääää'))->excerpt(3)));
	}
}
