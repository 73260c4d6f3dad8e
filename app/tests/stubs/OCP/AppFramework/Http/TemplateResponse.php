<?php

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCP\AppFramework\Http;

class TemplateResponse extends \OCP\AppFramework\Http\Response {
	public const RENDER_AS_BLANK = '';
	public const RENDER_AS_USER = 'user';

	protected $appName;
	protected $templateName;
	protected $params;
	protected $renderAs;

	public function __construct(string $appName, string $templateName, array $params = [], string $renderAs = 'user', int $status = 200, array $headers = []) {
		parent::__construct($status, $headers);
		$this->appName = $appName;
		$this->templateName = $templateName;
		$this->params = $params;
		$this->renderAs = $renderAs;
	}

	public function getParams() {
		return $this->params;
	}

	public function getApp(): string {
		return $this->appName;
	}

	public function getTemplateName() {
		return $this->templateName;
	}

	public function getRenderAs() {
		return $this->renderAs;
	}
}
