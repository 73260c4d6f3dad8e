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
$CONFIG['dbhost'] = 'db';
$CONFIG['dbport'] = 3306;
$CONFIG['dbname'] = 'nextcloud';
$CONFIG['dbuser'] = 'oc_admin1';
$CONFIG['dbpassword'] = 'x';
$CONFIG['dbtableprefix'] = 'nc_';
$CONFIG['redis'] = array (
  'host' => 'localhost',
  'port' => 6379,
  'timeout' => 0.0,
  'dbindex' => 2,
);
?>
