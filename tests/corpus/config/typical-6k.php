<?php
$CONFIG = array (
  'htaccess.RewriteBase' => '/',
  'memcache.local' => '\\OC\\Memcache\\APCu',
  'apps_paths' =>
  array (
    0 =>
    array (
      'path' => '/var/www/html/apps',
      'url' => '/apps',
      'writable' => false,
    ),
    1 =>
    array (
      'path' => '/var/www/html/custom_apps',
      'url' => '/custom_apps',
      'writable' => true,
    ),
  ),
  'instanceid' => 'ocx1y2z3w4v5',
  'passwordsalt' => 'Zk1+3/qR7sT$u',
  'secret' => 'q"w\'e\\r',
  'trusted_domains' =>
  array (
    0 => 'localhost',
    1 => 'cloud.example.com',
  ),
  'datadirectory' => '/var/www/html/data',
  'dbtype' => 'pgsql',
  'version' => '29.0.4.1',
  'overwrite.cli.url' => 'http://localhost',
  'dbname' => 'nextcloud',
  'dbhost' => 'db',
  'dbport' => '',
  'dbtableprefix' => 'oc_',
  'dbuser' => 'oc_admin',
  'dbpassword' => 'pw%20@:/?#[]',
  'installed' => true,
  // option 0: what it does, in a line of comment as people leave them
  'app.option_0' => true,
  // option 1: what it does, in a line of comment as people leave them
  'app.option_1' => false,
  // option 2: what it does, in a line of comment as people leave them
  'app.option_2' => 42,
  // option 3: what it does, in a line of comment as people leave them
  'app.option_3' => 'text value',
  // option 4: what it does, in a line of comment as people leave them
  'app.option_4' => 60 * 60 * 24,
  // option 5: what it does, in a line of comment as people leave them
  'app.option_5' => array (
    0 => 'a',
    1 => 'b',
  ),
  // option 6: what it does, in a line of comment as people leave them
  'app.option_6' => true,
  // option 7: what it does, in a line of comment as people leave them
  'app.option_7' => false,
  // option 8: what it does, in a line of comment as people leave them
  'app.option_8' => 42,
  // option 9: what it does, in a line of comment as people leave them
  'app.option_9' => 'text value',
  // option 10: what it does, in a line of comment as people leave them
  'app.option_10' => 60 * 60 * 24,
  // option 11: what it does, in a line of comment as people leave them
  'app.option_11' => array (
    0 => 'a',
    1 => 'b',
  ),
  // option 12: what it does, in a line of comment as people leave them
  'app.option_12' => true,
  // option 13: what it does, in a line of comment as people leave them
  'app.option_13' => false,
  // option 14: what it does, in a line of comment as people leave them
  'app.option_14' => 42,
  // option 15: what it does, in a line of comment as people leave them
  'app.option_15' => 'text value',
  // option 16: what it does, in a line of comment as people leave them
  'app.option_16' => 60 * 60 * 24,
  // option 17: what it does, in a line of comment as people leave them
  'app.option_17' => array (
    0 => 'a',
    1 => 'b',
  ),
  // option 18: what it does, in a line of comment as people leave them
  'app.option_18' => true,
  // option 19: what it does, in a line of comment as people leave them
  'app.option_19' => false,
  // option 20: what it does, in a line of comment as people leave them
  'app.option_20' => 42,
  // option 21: what it does, in a line of comment as people leave them
  'app.option_21' => 'text value',
  // option 22: what it does, in a line of comment as people leave them
  'app.option_22' => 60 * 60 * 24,
  // option 23: what it does, in a line of comment as people leave them
  'app.option_23' => array (
    0 => 'a',
    1 => 'b',
  ),
  'redis' =>
  array (
    'host' => getenv('REDIS_HOST') ?: 'localhost',
    'port' => (int) (getenv('REDIS_PORT') ?: 6379),
    'password' => 'a very long password indeed 0123456789',
  ),
  'memcache.distributed' => '\\OC\\Memcache\\Redis',
  'apps_paths2' => array (0 => array ('path' => OC::$SERVERROOT . '/apps', 'url' => '/apps', 'writable' => false)),
);
if (getenv('OVERWRITEPROTOCOL')) {
  $CONFIG['overwriteprotocol'] = getenv('OVERWRITEPROTOCOL');
}
$CONFIG['trusted_proxies'] = array_filter(array_map('trim', explode(' ', '10.0.0.0/8 192.168.0.0/16')));
$CONFIG['extra']['key_4008'] = 'value' . '4008'; # more of the same
$CONFIG['extra']['key_4076'] = 'value' . '4076'; # more of the same
$CONFIG['extra']['key_4144'] = 'value' . '4144'; # more of the same
$CONFIG['extra']['key_4212'] = 'value' . '4212'; # more of the same
$CONFIG['extra']['key_4280'] = 'value' . '4280'; # more of the same
$CONFIG['extra']['key_4348'] = 'value' . '4348'; # more of the same
$CONFIG['extra']['key_4416'] = 'value' . '4416'; # more of the same
$CONFIG['extra']['key_4484'] = 'value' . '4484'; # more of the same
$CONFIG['extra']['key_4552'] = 'value' . '4552'; # more of the same
$CONFIG['extra']['key_4620'] = 'value' . '4620'; # more of the same
$CONFIG['extra']['key_4688'] = 'value' . '4688'; # more of the same
$CONFIG['extra']['key_4756'] = 'value' . '4756'; # more of the same
$CONFIG['extra']['key_4824'] = 'value' . '4824'; # more of the same
$CONFIG['extra']['key_4892'] = 'value' . '4892'; # more of the same
$CONFIG['extra']['key_4960'] = 'value' . '4960'; # more of the same
$CONFIG['extra']['key_5028'] = 'value' . '5028'; # more of the same
$CONFIG['extra']['key_5096'] = 'value' . '5096'; # more of the same
$CONFIG['extra']['key_5164'] = 'value' . '5164'; # more of the same
$CONFIG['extra']['key_5232'] = 'value' . '5232'; # more of the same
$CONFIG['extra']['key_5300'] = 'value' . '5300'; # more of the same
$CONFIG['extra']['key_5368'] = 'value' . '5368'; # more of the same
$CONFIG['extra']['key_5436'] = 'value' . '5436'; # more of the same
$CONFIG['extra']['key_5504'] = 'value' . '5504'; # more of the same
$CONFIG['extra']['key_5572'] = 'value' . '5572'; # more of the same
$CONFIG['extra']['key_5640'] = 'value' . '5640'; # more of the same
$CONFIG['extra']['key_5708'] = 'value' . '5708'; # more of the same
$CONFIG['extra']['key_5776'] = 'value' . '5776'; # more of the same
$CONFIG['extra']['key_5844'] = 'value' . '5844'; # more of the same
$CONFIG['extra']['key_5912'] = 'value' . '5912'; # more of the same
$CONFIG['extra']['key_5980'] = 'value' . '5980'; # more of the same
