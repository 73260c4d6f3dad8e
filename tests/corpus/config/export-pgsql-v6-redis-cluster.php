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
	"dbtype" => "pgsql",
	"dbhost" => "[2001:db8::1]:5432",
	"dbname" => "nextcloud",
	"dbuser" => "oc_admin1",
	"dbpassword" => "ü€",
	"dbtableprefix" => "",
	"redis.cluster" => [
		"seeds" => [
			"a:7000",
			"b:7001",
		],
		"failover_mode" => 1,
		"timeout" => 1.1,
	],
];
