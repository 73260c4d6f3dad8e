<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http;

class TextPlainResponse extends \OCP\AppFramework\Http\Response {
	private string $text;

	public function __construct(string $text = '', int $statusCode = 200, array $headers = []) {
		parent::__construct($statusCode, $headers);
		$this->text = $text;
	}

	public function render(): string {
		return $this->text;
	}
}
