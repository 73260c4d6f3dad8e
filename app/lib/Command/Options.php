<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Command;

use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Proxy;
use OCA\NotifyPush\Wizard\Service;
use Symfony\Component\Console\Input\InputInterface;

/** Options that are names out of a list or addresses. */
final class Options {
	/** @throws \InvalidArgumentException */
	public static function proxy(InputInterface $input): ?Proxy {
		return self::pick(Proxy::class, $input, 'proxy');
	}

	/** @throws \InvalidArgumentException */
	public static function service(InputInterface $input): ?Service {
		return self::pick(Service::class, $input, 'service');
	}

	/** @throws \InvalidArgumentException */
	public static function listen(InputInterface $input): ?Listen {
		$text = (string)$input->getOption('listen');
		return $text === '' ? null : Listen::fromString($text);
	}

	/**
	 * @template T of \BackedEnum
	 * @param class-string<T> $enum
	 * @return ?T
	 */
	private static function pick(string $enum, InputInterface $input, string $option): ?\BackedEnum {
		$text = strtolower((string)$input->getOption($option));
		if ($text === '') {
			return null;
		}
		return $enum::tryFrom($text) ?? throw new \InvalidArgumentException(
			"--$option is one of " . implode(', ', array_map(fn (\BackedEnum $case) => $case->value, $enum::cases())),
		);
	}
}
