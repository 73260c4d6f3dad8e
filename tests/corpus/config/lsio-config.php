<?php
$CONFIG = array (
  'memcache.local' => '\\OC\\Memcache\\APCu',
  'datadirectory' => '/data',
  'filelocking.enabled' => true,
  'memcache.locking' => '\OC\Memcache\APCu',
  'upgrade.disable-web' => true,
);
