<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

return [
	'routes' => [
		// asked by clients
		['name' => 'session#preAuth', 'url' => '/pre_auth', 'verb' => 'POST'],
		['name' => 'session#anonPreAuth', 'url' => '/anon_pre_auth', 'verb' => 'POST'],
		// asked by the push server
		['name' => 'session#uid', 'url' => '/uid', 'verb' => 'GET'],
		['name' => 'test#cookie', 'url' => '/test/cookie', 'verb' => 'GET'],
		['name' => 'test#remote', 'url' => '/test/remote', 'verb' => 'GET'],
		['name' => 'test#version', 'url' => '/test/version', 'verb' => 'GET'],
	],
];
