<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http;

class Response {
	private int $status;
	private array $headers;

	public function __construct(int $status = 200, array $headers = []) {
		$this->status = $status;
		$this->headers = $headers;
	}

	public function addHeader($name, $value) {
		$this->headers[$name] = $value;
		return $this;
	}

	public function getHeaders() {
		return $this->headers;
	}

	public function render() {
		return '';
	}

	public function setStatus($status): static {
		$this->status = $status;
		return $this;
	}

	public function getStatus() {
		return $this->status;
	}
}
