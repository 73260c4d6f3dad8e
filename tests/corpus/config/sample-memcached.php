<?php
$CONFIG = [
'memcache.local' => '\\OC\\Memcache\\Memcached',
'memcached_options' => [
	\Memcached::OPT_CONNECT_TIMEOUT => 50,
	\Memcached::OPT_RETRY_TIMEOUT =>   50,
	\Memcached::OPT_SERIALIZER => \Memcached::SERIALIZER_IGBINARY,
],
'redis' => [
	'host' => 'localhost', // can also be a Unix domain socket: '/tmp/redis.sock'
	'port' => 6379,
	'timeout' => 0.0,
	'ssl_context' => [
		'local_cert' => '/certs/redis.crt',
		'local_pk' => '/certs/redis.key',
		'cafile' => '/certs/ca.crt'
	]
],
'dbdriveroptions' => [
	PDO::MYSQL_ATTR_SSL_CA => '/file/path/to/ca_cert.pem',
	PDO::MYSQL_ATTR_SSL_KEY => '/file/path/to/mysql-client-key.pem',
	PDO::MYSQL_ATTR_SSL_CERT => '/file/path/to/mysql-client-cert.pem',
	PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT => false,
	PDO::MYSQL_ATTR_INIT_COMMAND => 'SET wait_timeout = 28800'
],
];
