<?php
$CONFIG = ['dbtype' => 'sqlite3', 'memcache.local' => '\OC\Memcache\APCu'];
try {
	$redis = new Redis();
	$redis->connect('127.0.0.1', 6379, 0.5);
	$CONFIG['memcache.locking'] = '\OC\Memcache\Redis';
	$CONFIG['redis'] = ['host' => '127.0.0.1', 'port' => 6379];
} catch (Throwable $e) {
	$CONFIG['memcache.locking'] = '\OC\Memcache\APCu';
}
if (extension_loaded('apcu') && ini_get('apc.enabled')) {
	array_push($CONFIG['memories'], 'apcu');
}
$CONFIG['after'] = 'known';
