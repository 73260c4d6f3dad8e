<?php
$CONFIG = array (
  'instanceid' => 'oc8c0fd71e03',
  'passwordsalt' => 'c2Fs$dA==',
  'trusted_domains' => 
  array (
    0 => 'localhost',
    1 => 'cloud.example.org',
  ),
  'datadirectory' => '/srv/data',
  'version' => '30.0.2.2',
  'overwrite.cli.url' => 'https://cloud.example.org',
  'installed' => true,
  'dbtype' => 'mysql',
  'dbhost' => 'localhost:/run/mysqld/mysqld.sock',
  'mysql.utf8mb4' => true,
  'dbname' => 'nextcloud',
  'dbuser' => 'oc_admin1',
  'dbpassword' => '$ecret\\',
  'dbtableprefix' => '',
  'redis' => 
  array (
    'host' => 'tls://r.example',
    'port' => 6380,
    'user' => 'u',
    'password' => 1234,
    'ssl_context' => 
    array (
      'verify_peer' => false,
      'peer_name' => 'r',
    ),
  ),
);
