<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/* Loads the app, its tests, and stubs in place of the server's classes, each by its name. */

spl_autoload_register(function (string $class): void {
	$places = [
		'OCA\NotifyPush\Tests\Tools\\' => __DIR__ . '/tools/',
		'OCA\NotifyPush\Tests\\' => __DIR__ . '/unit/',
		'OCA\NotifyPush\\' => __DIR__ . '/../lib/',
		'' => __DIR__ . '/stubs/',
	];
	foreach ($places as $prefix => $folder) {
		if ($prefix === '' || str_starts_with($class, $prefix)) {
			$file = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
			if (is_file($file)) {
				require_once $file;
			}
			return;
		}
	}
});

/* The console component is the real one, Debian's php-symfony-console. */
@include_once 'Symfony/Component/Console/autoload.php';
