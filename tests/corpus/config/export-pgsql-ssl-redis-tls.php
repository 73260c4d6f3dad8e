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
	"dbhost" => "db",
	"pgsql_ssl" => [
		"mode" => "verify-full",
		"rootcert" => "/ca.crt",
		"cert" => "/c.crt",
		"key" => "/c.key",
		"crl" => "",
	],
	"dbname" => "nextcloud",
	"dbuser" => "oc_admin1",
	"dbpassword" => "\$ecret\\",
	"dbtableprefix" => "nc_",
	"redis" => [
		"host" => "tls://r.example",
		"port" => 6380,
		"user" => "u",
		"password" => 1234,
		"ssl_context" => [
			"verify_peer" => False,
			"peer_name" => "r",
		],
	],
];
