<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/* The lines that the app prints for a reverse proxy: proxy-lines.php PROXY LISTEN PATH */

use OCA\NotifyPush\Wizard\Listen;
use OCA\NotifyPush\Wizard\Proxy;

require __DIR__ . '/../../../app/tests/bootstrap.php';
echo implode("\n", Proxy::from($argv[1])->lines(Listen::fromString($argv[2]), $argv[3], 'cloud.example.com')), "\n";
