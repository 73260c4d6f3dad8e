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
	"dbtype" => "mysql",
	"dbhost" => "127.0.0.1:3307",
	"dbname" => "nextcloud",
	"dbuser" => "oc_admin1",
	"dbpassword" => "p'q\"r",
	"dbtableprefix" => "oc_",
	"redis" => [
		"host" => "/run/redis/redis.sock",
		"port" => 0,
		"password" => "p@ss:w/rd",
	],
];
