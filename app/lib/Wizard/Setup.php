<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Wizard;

use OCA\NotifyPush\AppSettings;
use OCA\NotifyPush\Endpoint;
use OCA\NotifyPush\SelfTest\Net\Route;

/** What a set-up leaves behind, for clients and for later self-tests. */
class Setup {
	/** Where the push server listens, so that the self-test can print the right lines for the proxy */
	private const LISTEN = 'listen';
	private const PROXY = 'proxy';
	private const SERVICE = 'service';
	private const CONNECT = 'connect';

	public function __construct(
		private readonly AppSettings $settings,
		private readonly Endpoint $clients,
	) {
	}

	/** The address that clients of the name in use are told; empty until one is saved. */
	public function endpoint(): string {
		return $this->clients->base();
	}

	public function webSocket(): string {
		return $this->clients->websocket();
	}

	/** What clients are told already stays as it was written: as a path, or as one of several addresses. */
	public function saveEndpoint(string $endpoint): void {
		if ($endpoint !== $this->endpoint()) {
			$this->settings->setString(AppSettings::BASE_ENDPOINT, $endpoint);
		}
	}

	public function listen(): Listen {
		return $this->savedListen() ?? Listen::tcp();
	}

	/** Where the push server listens, if a set-up got as far as deciding it. */
	public function savedListen(): ?Listen {
		try {
			return Listen::fromString($this->settings->getString(self::LISTEN));
		} catch (\InvalidArgumentException) {
			return null;
		}
	}

	public function proxy(): ?Proxy {
		return Proxy::tryFrom($this->settings->getString(self::PROXY));
	}

	/** What runs the push server: what was chosen in the set-up, else what this machine looks like. */
	public function service(): Service {
		return Service::tryFrom($this->settings->getString(self::SERVICE)) ?? (new Platform())->service();
	}

	public function saveService(Service $service): void {
		$this->settings->setString(self::SERVICE, $service->value);
	}

	public function savePlace(Listen $listen, ?Proxy $proxy): void {
		$this->settings->setString(self::LISTEN, $listen->toString());
		if ($proxy !== null) {
			$this->settings->setString(self::PROXY, $proxy->value);
		}
	}

	/** How this machine reaches the public address, where that is not by its name. */
	public function route(): Route {
		try {
			return self::routeTo($this->settings->getString(self::CONNECT));
		} catch (\InvalidArgumentException) {
			return Route::direct();
		}
	}

	public function saveRoute(?string $connect): void {
		$this->settings->setString(self::CONNECT, (string)$connect);
	}

	/** @throws \InvalidArgumentException */
	public static function routeTo(?string $connect): Route {
		return match (true) {
			$connect === null || $connect === '' => Route::direct(),
			str_starts_with($connect, '/') => Route::socket($connect),
			default => Route::via($connect),
		};
	}
}
