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
  'dbtype' => 'sqlite3',
  'dbname' => 'owncloud',
  'redis.cluster' => 
  array (
    'seeds' => 
    array (
      0 => 'a:7000',
      1 => 'b:7001',
    ),
    'failover_mode' => 1,
    'timeout' => 1.1,
  ),
);
