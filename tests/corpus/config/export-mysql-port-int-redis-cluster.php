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
$CONFIG['dbpassword'] = 'ü€';
$CONFIG['dbtableprefix'] = 'nc_';
$CONFIG['redis.cluster'] = array (
  'seeds' => 
  array (
    0 => 'a:7000',
    1 => 'b:7001',
  ),
  'failover_mode' => 1,
  'timeout' => 1.1,
);
?>
