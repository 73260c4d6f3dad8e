<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\SetupCheck;

class SetupResult {
	public const SUCCESS = 'success';
	public const INFO = 'info';
	public const WARNING = 'warning';
	public const ERROR = 'error';

	private function __construct(
		private string $severity,
		private ?string $description,
		private ?string $link,
		private ?array $parameters,
	) {
	}

	public static function success(?string $description = null, ?string $linkToDoc = null, ?array $descriptionParameters = null): self {
		return new self(self::SUCCESS, $description, $linkToDoc, $descriptionParameters);
	}

	public static function info(?string $description = null, ?string $linkToDoc = null, ?array $descriptionParameters = null): self {
		return new self(self::INFO, $description, $linkToDoc, $descriptionParameters);
	}

	public static function warning(?string $description = null, ?string $linkToDoc = null, ?array $descriptionParameters = null): self {
		return new self(self::WARNING, $description, $linkToDoc, $descriptionParameters);
	}

	public static function error(?string $description = null, ?string $linkToDoc = null, ?array $descriptionParameters = null): self {
		return new self(self::ERROR, $description, $linkToDoc, $descriptionParameters);
	}

	public function getSeverity(): string {
		return $this->severity;
	}

	public function getDescription(): ?string {
		return $this->description;
	}

	public function getDescriptionParameters(): ?array {
		return $this->parameters;
	}

	public function getLinkToDoc(): ?string {
		return $this->link;
	}
}
