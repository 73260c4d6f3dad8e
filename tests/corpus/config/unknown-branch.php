<?php
$CONFIG = ['dbhost' => 'a', 'dbuser' => 'u', 'redis' => ['host' => 'r', 'port' => 1]];
if (shell_exec('true') === null) {
  $CONFIG['dbuser'] = 'x';
  $CONFIG['redis']['port'] = 2;
} elseif (rand() > 5) {
  $CONFIG['new'] = 1;
}
$CONFIG['after'] = 'known';
