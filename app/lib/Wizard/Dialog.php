<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCA\NotifyPush\SelfTest\Check;
use OCA\NotifyPush\SelfTest\Status;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Helper\QuestionHelper;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Component\Console\Question\ChoiceQuestion;
use Symfony\Component\Console\Question\ConfirmationQuestion;
use Symfony\Component\Console\Question\Question;

/**
 * How the commands talk: sentences, results, lines to copy, questions.
 *
 * Without a person at the other end, every question has its default for an answer.
 */
class Dialog {
	private QuestionHelper $questions;

	public function __construct(
		private readonly InputInterface $input,
		private readonly OutputInterface $output,
		private readonly bool $asks,
	) {
		$this->questions = new QuestionHelper();
	}

	/** Whether somebody is there to answer. */
	public function asks(): bool {
		return $this->asks;
	}

	public function say(string $text = ''): void {
		$this->output->writeln(OutputFormatter::escape($text));
	}

	public function head(string $text): void {
		$this->output->writeln(['', '<comment>' . OutputFormatter::escape($text) . '</comment>']);
	}

	public function good(string $text): void {
		$this->output->writeln('  <info>✓</info> ' . OutputFormatter::escape($text));
	}

	public function bad(string $text): void {
		$this->output->writeln('  <error>✗</error> ' . OutputFormatter::escape($text));
	}

	/** Lines to copy: nothing in front of them but white space, nothing broken. */
	public function lines(array $lines, string $indent = '      '): void {
		foreach ($lines as $line) {
			$this->output->writeln($line === '' ? '' : $indent . OutputFormatter::escape($line));
		}
	}

	public function check(Check $check): void {
		$mark = match ($check->status) {
			Status::Pass => '<info>✓</info>',
			Status::Hint => '<comment>!</comment>',
			Status::Fail => '<error>✗</error>',
			Status::Skipped => '-',
		};
		$this->output->writeln("  $mark " . OutputFormatter::escape($check->summary));
		if ($check->detail !== '') {
			$this->say('    ' . $check->detail);
		}
		$this->lines($check->repair);
	}

	public function obstacle(Obstacle $obstacle): void {
		$this->bad($obstacle->getMessage());
		$this->lines($obstacle->repair);
	}

	public function confirm(string $question, bool $default = true): bool {
		$hint = $default ? '[Y/n]' : '[y/N]';
		return $this->asks
			? $this->ask(new ConfirmationQuestion(OutputFormatter::escape("$question $hint "), $default))
			: $default;
	}

	public function enter(string $question, string $default): string {
		return $this->asks
			? (string)$this->ask(new Question(OutputFormatter::escape("$question [$default] "), $default))
			: $default;
	}

	/** @param array<string, string> $choices label by value */
	public function choose(string $question, array $choices, string $default): string {
		return $this->asks
			? (string)$this->ask(new ChoiceQuestion(OutputFormatter::escape("$question [$default]"), $choices, $default))
			: $default;
	}

	private function ask(Question $question): mixed {
		return $this->questions->ask($this->input, $this->output, $question);
	}
}
