<?php
$CONFIG = array (
  'dbtype' => 'mysql',
  'dbname' => 'nextcloud',
  'dbhost' => 'localhost',
  'dbuser' => 'nextcloud',
  'dbpassword' => 'aB3dE5',
  'memcache.local' => '\\OC\\Memcache\\APCu',
  'updatechecker' => false,
);

//-YunoHost-
$main_domain = file_get_contents('/etc/hostname');
$CONFIG['logout_url'] = 'https://'.trim($main_domain).'/yunohost/sso/?action=logout';
//-YunoHost-
