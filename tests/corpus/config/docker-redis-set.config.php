<?php
$host = 'redis.internal';
if ($host) {
  $CONFIG = array(
    'redis' => array(
      'host' => $host,
      'password' => (string) 'hunter2',
    ),
  );
  if (false !== false) {
    $CONFIG['redis']['port'] = (int) '1';
  } elseif ($host[0] != '/') {
    $CONFIG['redis']['port'] = 6379;
  }
  if ($host !== '' && $CONFIG['redis']['port'] === 6379) {
    $CONFIG['redis']['user'] = 'next' . 'cloud';
  }
}
