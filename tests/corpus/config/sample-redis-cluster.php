<?php
$CONFIG = [
'redis.cluster' => [
	'seeds' => [
		'localhost:7000',
		'localhost:7001',
		'cache-cluster:7003', 'cache-cluster:7004', 'cache-cluster:7005', 'cache-cluster:7006'
	],
	'timeout' => 0.0,
	'read_timeout' => 0.0,
	'failover_mode' => \RedisCluster::FAILOVER_ERROR,
	'user' =>  '',
	'password' => '',
	'ssl_context' => [
		'local_cert' => '/certs/redis.crt',
		'verify_peer_name' => FALSE,
	]
],
];
