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
  'dbhost' => 'db',
  'dbport' => '3306',
  'dbname' => 'nextcloud',
  'dbuser' => 'oc_admin1',
  'dbpassword' => 'x',
  'dbtableprefix' => 'oc_',
  'redis' => 
  array (
    'host' => 'localhost',
    'port' => 6379,
    'timeout' => 0.0,
    'dbindex' => 2,
  ),
);
