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
	"dbhost" => "db",
	"dbdriveroptions" => [
		1007 => "/k.pem",
		1008 => "/c.pem",
		1009 => "/ca.pem",
		1014 => False,
	],
	"dbname" => "nextcloud",
	"dbuser" => "oc_admin1",
	"dbpassword" => "x",
	"dbtableprefix" => "",
	"redis" => [
		"host" => "localhost",
		"port" => 6379,
		"timeout" => 0.0,
		"dbindex" => 2,
	],
];
