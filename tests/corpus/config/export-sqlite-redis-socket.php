<?php

$CONFIG = [
	"instanceid" => "oc8c0fd71e03",
	"passwordsalt" => "c2Fs\$dA==",
	"trusted_domains" => [
		"localhost",
		"cloud.example.org",
	],
	"datadirectory" => "/srv/data",
	"version" => "30.0.2.2",
	"overwrite.cli.url" => "https://cloud.example.org",
	"installed" => TRUE,
	"dbtype" => "sqlite3",
	"dbname" => "owncloud",
	"redis" => [
		"host" => "/run/redis/redis.sock",
		"port" => 0,
		"password" => "p@ss:w/rd",
	],
];
