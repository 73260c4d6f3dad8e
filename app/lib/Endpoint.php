<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush;

use OCP\IRequest;
use OCP\IURLGenerator;

/**
 * Where the push server is, as clients see it.
 *
 * An instance may be reachable under several names. The setting therefore may hold several addresses, of which the
 * one with the host of the present request is taken (the first one otherwise), or a path alone (`/push`), which is
 * completed with the address under which Nextcloud was called.
 */
class Endpoint {
	public function __construct(
		private readonly AppSettings $settings,
		private readonly IRequest $request,
		private readonly IURLGenerator $urls,
	) {
	}

	/** Without a trailing slash; empty while the app is not set up. */
	public function base(): string {
		$setting = trim($this->settings->getString(AppSettings::BASE_ENDPOINT));
		$all = $setting === '' ? [] : preg_split('/[\s,]+/', $setting);
		$chosen = $all[0] ?? '';
		foreach ($all as $candidate) {
			if ($this->hostOf($candidate) === strtolower($this->request->getServerHost())) {
				$chosen = $candidate;
				break;
			}
		}
		return rtrim($this->absolute($chosen), '/');
	}

	/** `ws://…/ws` or `wss://…/ws`; empty while the app is not set up. */
	public function websocket(): string {
		$base = $this->base();
		return $base === '' ? '' : preg_replace(['#^https:#i', '#^http:#i'], ['wss:', 'ws:'], $base) . '/ws';
	}

	/** Scheme, host and port of websocket(), as content security policies want them. */
	public function origin(): string {
		return preg_match('#^wss?://[^/?\#]+#i', $this->websocket(), $found) === 1 ? $found[0] : '';
	}

	private function hostOf(string $address): string {
		return preg_match('#^[a-z]+://([^/?\#]+)#i', $address, $found) === 1 ? strtolower($found[1]) : '';
	}

	private function absolute(string $address): string {
		if (!str_starts_with($address, '/')) {
			return $address;
		}
		$own = $this->urls->getAbsoluteURL('/');
		return preg_match('#^[a-z]+://[^/?\#]+#i', $own, $found) === 1 ? $found[0] . $address : '';
	}
}
