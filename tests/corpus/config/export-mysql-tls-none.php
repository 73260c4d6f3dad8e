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
$CONFIG['dbdriveroptions'] = array (
  1007 => '/k.pem',
  1008 => '/c.pem',
  1009 => '/ca.pem',
  1014 => false,
);
$CONFIG['dbname'] = 'nextcloud';
$CONFIG['dbuser'] = 'oc_admin1';
$CONFIG['dbpassword'] = '';
$CONFIG['dbtableprefix'] = '';
$CONFIG['memcache.local'] = '\\OC\\Memcache\\APCu';
?>
