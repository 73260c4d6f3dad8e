<?php
# set key by key
$CONFIG['instanceid'] = 'oc8c0fd71e03';
$CONFIG['passwordsalt'] = 'c2Fs$dA==';
$CONFIG['trusted_domains'] = array (
  0 => 'localhost',
  1 => 'cloud.example.org',
);
$CONFIG['datadirectory'] = '/srv/data';
$CONFIG['version'] = '30.0.2.2';
$CONFIG['overwrite.cli.url'] = 'https://cloud.example.org';
$CONFIG['installed'] = true;
$CONFIG['dbtype'] = 'mysql';
$CONFIG['dbhost'] = 'localhost:/run/mysqld/mysqld.sock';
$CONFIG['mysql.utf8mb4'] = true;
$CONFIG['dbname'] = 'nextcloud';
$CONFIG['dbuser'] = 'oc_admin1';
$CONFIG['dbpassword'] = 'p\'q"r';
$CONFIG['dbtableprefix'] = '';
$CONFIG['redis'] = array (
  'host' => '/run/redis/redis.sock',
  'port' => 0,
  'password' => 'p@ss:w/rd',
);
?>
