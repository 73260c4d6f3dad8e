<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SetupCheck;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Heartbeat;
use OCA\NotifyPush\SelfTest\Protocol;
use OCA\NotifyPush\SelfTest\PushRedis;
use OCA\NotifyPush\Wizard\LifeProbe;
use OCA\NotifyPush\Wizard\Setup;
use OCP\App\IAppManager;
use OCP\IL10N;
use OCP\SetupCheck\ISetupCheck;
use OCP\SetupCheck\SetupResult;

/**
 * The line about Client Push in the overview of the administration.
 *
 * A page waits for it, so it looks and does not test: three seconds at most, and nothing is changed or published.
 */
class ClientPush implements ISetupCheck {
	/** In seconds; Redis may take another one */
	private const TIMEOUT = 2.0;

	public function __construct(
		private readonly IL10N $l,
		private readonly PushRedis $redis,
		private readonly Setup $setup,
		private readonly AppSettings $settings,
		private readonly Heartbeat $heartbeat,
		private readonly LifeProbe $probe,
		private readonly IAppManager $apps,
	) {
	}

	public function getCategory(): string {
		return 'system';
	}

	public function getName(): string {
		return $this->l->t('Client Push');
	}

	public function run(): SetupResult {
		$endpoint = $this->setup->endpoint();
		if (!$this->redis->isConfigured()) {
			return SetupResult::error($this->l->t('Redis is not configured, and Client Push cannot work without it.'));
		}
		if ($endpoint === '') {
			return SetupResult::info($this->l->t('The push server is not set up yet. Run "occ notify_push:setup".'));
		}
		try {
			$this->redis->fetch(Heartbeat::KEY);
		} catch (\Exception $e) {
			return SetupResult::error($this->l->t('Redis cannot be used: %s', [$e->getMessage()]));
		}
		$beat = $this->heartbeat->read();
		if ($beat === null && $this->settings->getBool(AppSettings::HEARTBEAT_SEEN)) {
			$text = $this->l->t('The push server is not running, or not connected to the Redis of Nextcloud. Meanwhile clients poll.');
			return SetupResult::error($text . ' ' . $this->l->t('Run "occ notify_push:self-test" to find out why.'));
		}
		$wrong = $this->probe->ask($endpoint, $this->setup->route()->unverified(), self::TIMEOUT);
		if ($wrong !== null) {
			return $this->unreachable($endpoint, $wrong, $beat !== null);
		}
		return $this->compare((string)($beat['version'] ?? ''));
	}

	private function unreachable(string $endpoint, string $wrong, bool $lives): SetupResult {
		$text = $lives
			? $this->l->t('The push server is running, but does not answer at %1$s (%2$s).', [$endpoint, $wrong])
			: $this->l->t('The push server does not answer at %1$s (%2$s).', [$endpoint, $wrong]);
		$text .= ' ' . $this->l->t('Run "occ notify_push:self-test" to find out why.');
		// From here the public name may be out of reach although clients reach it: the heartbeat says the server is well.
		return $lives ? SetupResult::warning($text) : SetupResult::error($text);
	}

	private function compare(string $server): SetupResult {
		$app = $this->apps->getAppVersion('notify_push');
		if ($server !== '' && Protocol::level($server) !== Protocol::level($app)) {
			$text = $this->l->t('The push server is version %1$s, the app is version %2$s. Restart the push server.', [$server, $app]);
			return SetupResult::warning($text);
		}
		return SetupResult::success($server !== ''
			? $this->l->t('The push server is running, version %s.', [$server])
			: $this->l->t('The push server is running.'));
	}
}
