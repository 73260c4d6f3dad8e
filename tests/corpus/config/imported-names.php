<?php

declare(strict_types=1);

use OC\Memcache\APCu;
use OC\Memcache\Redis as Locking;
use function trim;

$CONFIG = [
	'memcache.local' => APCu::class,
	'memcache.locking' => Locking::class,
	'memcache.distributed' => \OC\Memcache\Redis::class,
	'dbname' => trim(' nextcloud '),
];
