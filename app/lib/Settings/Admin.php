<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Settings;

use OCA\NotifyPush\SelfTest\Runner;
use OCA\NotifyPush\Wizard\Platform;
use OCA\NotifyPush\Wizard\Setup;
use OCA\NotifyPush\Wizard\Shell;
use OCP\App\IAppManager;
use OCP\AppFramework\Http\TemplateResponse;
use OCP\AppFramework\Services\IInitialState;
use OCP\IL10N;
use OCP\IURLGenerator;
use OCP\Settings\IDelegatedSettings;
use OCP\Util;

/** The administration page: the state of each link, live numbers, a test in the browser. It changes no settings. */
class Admin implements IDelegatedSettings {
	public function __construct(
		private readonly Setup $setup,
		private readonly Runner $runner,
		private readonly IAppManager $apps,
		private readonly IInitialState $state,
		private readonly IURLGenerator $urls,
		private readonly IL10N $l,
		private readonly Platform $platform,
	) {
	}

	public function getForm(): TemplateResponse {
		$this->state->provideInitialState('admin', [
			'endpoint' => $this->setup->endpoint(),
			'webSocket' => $this->setup->webSocket(),
			'appVersion' => $this->apps->getAppVersion('notify_push'),
			'hops' => $this->runner->titles(),
			'setupCommand' => 'sudo -u ' . Shell::word($this->platform->user()) . ' php occ notify_push:setup',
			'urls' => [
				'status' => $this->urls->linkToRoute('notify_push.admin.status'),
				'selfTest' => $this->urls->linkToRoute('notify_push.admin.selfTest'),
				'connections' => $this->urls->linkToRoute('notify_push.admin.connections'),
				'message' => $this->urls->linkToRoute('notify_push.admin.message'),
				'preAuth' => $this->urls->linkToRoute('notify_push.session.preAuth'),
			],
		]);
		Util::addStyle('notify_push', 'admin');
		foreach (['admin-dom', 'admin-charts', 'admin-socket', 'admin'] as $script) {
			Util::addScript('notify_push', $script);
		}
		return new TemplateResponse('notify_push', 'admin', [], TemplateResponse::RENDER_AS_BLANK);
	}

	public function getSection(): string {
		return AdminSection::ID;
	}

	public function getPriority(): int {
		return 10;
	}

	public function getName(): ?string {
		return $this->l->t('Client Push');
	}

	public function getAuthorizedAppConfig(): array {
		return [];
	}
}
