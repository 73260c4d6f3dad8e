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
  'dbtype' => 'pgsql',
  'dbhost' => 'db.internal:5433',
  'dbname' => 'nextcloud',
  'dbuser' => 'oc_admin1',
  'dbpassword' => 'p\'q"r',
  'dbtableprefix' => 'nc_',
  'redis' => 
  array (
    'host' => '/run/redis/redis.sock',
    'port' => 0,
    'password' => 'p@ss:w/rd',
  ),
);
