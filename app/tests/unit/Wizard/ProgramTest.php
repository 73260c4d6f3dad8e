<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Wizard;

use OCA\NotifyPush\Wizard\Program;
use PHPUnit\Framework\TestCase;

class ProgramTest extends TestCase {
	public function testKeepsStatusAndOutput(): void {
		$program = new Program(['/bin/sh', '-c', 'echo out; echo err >&2; exit 3']);
		self::assertSame(3, $program->waitForEnd(5.0));
		self::assertSame("out\nerr", $program->output());
		self::assertFalse($program->failedToStart());
	}

	public function testAddsToTheEnvironment(): void {
		putenv('PROGRAM_TEST_A=a');
		$program = new Program(['/bin/sh', '-c', 'echo $PROGRAM_TEST_A$PROGRAM_TEST_B'], ['PROGRAM_TEST_B' => 'b']);
		$program->waitForEnd(5.0);
		putenv('PROGRAM_TEST_A');
		self::assertSame('ab', $program->output());
	}

	public function testNeedsNoShell(): void {
		$program = new Program(['/bin/echo', '$HOME; exit']);
		$program->waitForEnd(5.0);
		self::assertSame('$HOME; exit', $program->output());
	}

	public function testSaysWhyItDidNotStart(): void {
		$program = new Program(['/no/such/program']);
		$program->waitForEnd(5.0);
		self::assertTrue($program->failedToStart());
		self::assertStringContainsString('No such file', $program->output());
	}

	public function testShowsTheEndOfALongOutput(): void {
		$program = new Program(['/bin/sh', '-c', 'i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done']);
		$program->waitForEnd(10.0);
		self::assertStringEndsWith('2999', $program->output());
		self::assertLessThanOrEqual(4097, strlen($program->output()));
	}

	public function testIsStoppedPolitelyAndThenForcibly(): void {
		$program = new Program(['/bin/sh', '-c', 'trap "exit 7" TERM; while :; do sleep 0.05; done']);
		usleep(200000);
		self::assertTrue($program->isRunning());
		$program->stop();
		self::assertFalse($program->isRunning());
		self::assertSame(7, $program->waitForEnd(0.0));

		$start = microtime(true);
		$program = new Program(['/bin/sh', '-c', 'trap "" TERM; while :; do sleep 0.05; done']);
		usleep(200000);
		$program->stop();
		self::assertSame(128 + 9, $program->waitForEnd(0.0));
		self::assertLessThan(9.0, microtime(true) - $start);
	}
}
