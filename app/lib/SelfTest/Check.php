<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * The outcome of one hop: what was found and, if something is wrong, the lines that repair it.
 */
final class Check implements \JsonSerializable {
	/** More than this nobody reads; what a stranger answers may be longer, in characters */
	private const LONGEST = 1000;

	public readonly string $summary;
	public readonly string $detail;

	/**
	 * @param string $summary one sentence
	 * @param string $detail what was seen, for whom the sentence is not enough
	 * @param list<string> $repair lines to type or to put into a configuration file, as they are
	 * @param array<string, list<string>> $missing entries that lists of config.php lack, by name of the list: adding
	 *                                             them repairs it, too
	 */
	private function __construct(
		public readonly Status $status,
		string $summary,
		string $detail,
		public readonly array $repair,
		public readonly array $missing = [],
	) {
		$this->summary = self::line($summary);
		$this->detail = self::line($detail);
	}

	public static function pass(string $summary, string $detail = ''): self {
		return new self(Status::Pass, $summary, $detail, []);
	}

	/**
	 * @param list<string> $repair
	 */
	public static function hint(string $summary, string $detail = '', array $repair = []): self {
		return new self(Status::Hint, $summary, $detail, $repair);
	}

	/**
	 * @param list<string> $repair
	 * @param array<string, list<string>> $missing
	 */
	public static function fail(string $summary, string $detail = '', array $repair = [], array $missing = []): self {
		return new self(Status::Fail, $summary, $detail, $repair, $missing);
	}

	public static function skipped(string $summary): self {
		return new self(Status::Skipped, $summary, '', []);
	}

	/** Both quote what was answered, by anybody who happens to be there: nothing in it may steer a terminal. */
	private static function line(string $text): string {
		return mb_substr((string)preg_replace('/\p{Cc}+/u', ' ', mb_scrub($text, 'UTF-8')), 0, self::LONGEST);
	}

	public function failed(): bool {
		return $this->status === Status::Fail;
	}

	/**
	 * Whether hops that build on this one can be tried.
	 */
	public function carries(): bool {
		return $this->status === Status::Pass || $this->status === Status::Hint;
	}

	public function jsonSerialize(): array {
		return [
			'status' => $this->status->value,
			'summary' => $this->summary,
			'detail' => $this->detail,
			'repair' => $this->repair,
		];
	}
}
