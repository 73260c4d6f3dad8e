<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\SelfTest;

/**
 * Addresses and ranges of both families, as `trusted_proxies` holds them.
 */
final class Addresses {
	/**
	 * @param string $range an address or `address/bits`
	 */
	public static function contains(string $range, string $address): bool {
		[$network, $bits] = explode('/', $range, 2) + [1 => null];
		$network = self::pack($network);
		$address = self::pack($address);
		if ($network === null || $address === null || strlen($network) !== strlen($address)) {
			return false;
		}
		$most = strlen($network) * 8;
		if ($bits !== null && (!ctype_digit($bits) || (int)$bits > $most)) {
			return false;
		}
		$bits = $bits === null ? $most : (int)$bits;
		$whole = intdiv($bits, 8);
		if (substr($network, 0, $whole) !== substr($address, 0, $whole)) {
			return false;
		}
		$mask = (0xff << (8 - $bits % 8)) & 0xff;
		return $bits % 8 === 0 || (ord($network[$whole]) & $mask) === (ord($address[$whole]) & $mask);
	}

	public static function same(string $one, string $other): bool {
		$one = self::pack($one);
		return $one !== null && $one === self::pack($other);
	}

	public static function isAddress(string $text): bool {
		return self::pack($text) !== null;
	}

	/**
	 * Whether Nextcloud understands an entry of `trusted_proxies`.
	 */
	public static function isRange(mixed $entry): bool {
		return is_string($entry) && self::contains($entry, explode('/', $entry)[0]);
	}

	/**
	 * Network order bytes. An IPv4 address inside IPv6 stays what it is: Nextcloud, too, compares
	 * it as IPv6.
	 */
	private static function pack(string $address): ?string {
		// Only what filter_var() accepts: inet_pton() wants that too, but warns otherwise.
		$address = trim($address);
		if (filter_var($address, FILTER_VALIDATE_IP) === false) {
			return null;
		}
		return inet_pton($address) ?: null;
	}
}
