<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http;

class JSONResponse extends \OCP\AppFramework\Http\Response {
	protected $data;

	public function __construct(mixed $data = [], int $statusCode = 200, array $headers = [], int $encodeFlags = 0) {
		parent::__construct($statusCode, $headers);
		$this->data = $data;
	}

	public function render() {
		return json_encode($this->data, JSON_THROW_ON_ERROR);
	}

	public function getData() {
		return $this->data;
	}
}
