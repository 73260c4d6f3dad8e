<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Queue;

use OCA\NotifyPush\Queue\Missed;
use PHPUnit\Framework\TestCase;

class MissedTest extends TestCase {
	private string $file;

	protected function setUp(): void {
		$this->file = sys_get_temp_dir() . '/notify_push_' . bin2hex(random_bytes(6)) . '.missed';
	}

	protected function tearDown(): void {
		array_map('unlink', glob($this->file . '*'));
	}

	/** Another process of the same machine. */
	private function process(): Missed {
		return new Missed($this->file);
	}

	private function assertNothingIsLeft(): void {
		$this->assertSame([], glob($this->file . '*'));
		$this->assertFalse($this->process()->claim());
	}

	public function testNothingIsAskedWhereNothingWasMissed(): void {
		$this->assertNothingIsLeft();
	}

	public function testWhatOneMissesAnotherAsksForOnce(): void {
		$this->process()->note();
		$this->process()->note();
		$asking = $this->process();
		$this->assertTrue($asking->claim());
		$asking->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testTwoDoNotAskAtTheSameTime(): void {
		$this->process()->note();
		$first = $this->process();
		$this->assertTrue($first->claim());
		$this->assertFalse($this->process()->claim());
		$first->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testAQuestionThatWasNotTakenIsAskedAgain(): void {
		$this->process()->note();
		$asking = $this->process();
		$this->assertTrue($asking->claim());
		$asking->settle(false);
		$again = $this->process();
		$this->assertTrue($again->claim());
		$again->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testWhatIsMissedWhileSomebodyAsksIsAskedForToo(): void {
		$this->process()->note();
		$first = $this->process();
		$this->assertTrue($first->claim());
		$this->process()->note();
		$first->settle(true);
		$second = $this->process();
		$this->assertTrue($second->claim());
		$second->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testWhoIsOvertakenRemovesNothingOfTheOther(): void {
		$this->process()->note();
		$first = $this->process();
		$this->assertTrue($first->claim());
		$this->process()->note();
		$second = $this->process();
		$this->assertTrue($second->claim());
		$first->settle(true);
		$second->settle(false);
		$third = $this->process();
		$this->assertTrue($third->claim());
		$third->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testAProcessThatDiedWhileItAskedLeavesThatToTheNext(): void {
		$this->process()->note();
		$code = 'require $argv[1]; (new OCA\NotifyPush\Queue\Missed($argv[2]))->claim() && posix_kill(getmypid(), SIGKILL);';
		$source = dirname(__DIR__, 3) . '/lib/Queue/Missed.php';
		proc_close(proc_open([PHP_BINARY, '-r', $code, $source, $this->file], [], $pipes));
		$this->assertFileDoesNotExist($this->file);
		$this->assertFileExists($this->file . '.asking');
		$next = $this->process();
		$this->assertTrue($next->claim());
		$next->settle(true);
		$this->assertNothingIsLeft();
	}

	public function testOfManyProcessesAtOnceOneAsks(): void {
		$code = 'require $argv[1]; while (microtime(true) < (float)$argv[3]); $missed = new OCA\NotifyPush\Queue\Missed($argv[2]);'
			. ' if ($missed->claim()) { echo "asked\n"; usleep(20000); $missed->settle(true); }';
		$words = [PHP_BINARY, '-r', $code, dirname(__DIR__, 3) . '/lib/Queue/Missed.php', $this->file, (string)(microtime(true) + 0.5)];
		$this->process()->note();
		$pipes = [];
		for ($i = 0; $i < 8; $i++) {
			$processes[] = proc_open($words, [1 => ['pipe', 'w']], $pipes[$i]);
		}
		$said = implode('', array_map(fn (array $pipe) => stream_get_contents($pipe[1]), $pipes));
		array_map('proc_close', $processes);
		$this->assertSame("asked\n", $said);
		$this->assertNothingIsLeft();
	}

	public function testWithoutAFileTheProcessRemembersForItself(): void {
		$missed = new Missed('/proc/nowhere/file');
		$this->assertFalse($missed->claim());
		$missed->note();
		$this->assertTrue($missed->claim());
		$missed->settle(false);
		$this->assertTrue($missed->claim());
		$missed->settle(true);
		$this->assertFalse($missed->claim());
	}

	public function testFollowsNoLink(): void {
		$target = $this->file . '.target';
		symlink($target, $this->file);
		$missed = $this->process();
		$missed->note();
		$this->assertFileDoesNotExist($target);
		$this->assertTrue($missed->claim());
		$missed->settle(true);
		$this->assertTrue(is_link($this->file));
		$this->assertFalse($this->process()->claim());
	}
}
