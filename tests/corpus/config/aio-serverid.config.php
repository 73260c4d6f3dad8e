<?php
$CONFIG = array(
  'serverid' => hexdec(hash('xxh32', gethostname())) & 0x1FF,
  'one-click-instance' => true,
  'one-click-instance.user-limit' => 100,
  'dbhost' => 'nextcloud-aio-database:5432',
);
