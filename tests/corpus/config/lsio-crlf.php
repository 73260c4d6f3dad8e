<?php
$CONFIG = array (
  'memcache.local' => '\\OC\\Memcache\\APCu', // a comment
  'datadirectory' => '/data', # another
  'multi' => 'line one
line two',
  'upgrade.disable-web' => true,
);
