<?php
const PREFIX = 'oc_';
const A = 1, B = A + 1;
define('LATER', PREFIX . 'x');
$CONFIG = [
  PREFIX, A, B, LATER, PHP_EOL, PHP_INT_MAX, PHP_INT_MIN, PHP_OS_FAMILY, DIRECTORY_SEPARATOR, JSON_ERROR_NONE, E_ALL, E_ALL & ~E_NOTICE,
  M_PI, \PHP_INT_SIZE, __LINE__, basename(__FILE__), basename(__DIR__), PDO::ATTR_TIMEOUT, \PDO::MYSQL_ATTR_SSL_CA,
  PDO::class, \OC\Memcache\APCu::class, \RedisCluster::FAILOVER_DISTRIBUTE, defined('PREFIX'), constant('PREFIX'),
  __NAMESPACE__, LOG_DEBUG, SORT_STRING,
];
