<?php
$extra = json_decode(getenv('SURELY_NOT_SET') ?: '{"redis":{"host":"redis-master","port":6379},"trusted_proxies":["10.42.0.0/16"]}', true);
if (json_last_error() !== JSON_ERROR_NONE || !is_array($extra)) {
  throw new \RuntimeException('NEXTCLOUD_CONFIG: ' . json_last_error_msg());
}
$CONFIG = array_replace_recursive([
  'redis' => ['host' => 'localhost', 'port' => 6379, 'timeout' => 1.5],
  'trusted_proxies' => ['127.0.0.1', '::1'],
], $extra);
foreach (['JUDGE_VARIABLE' => 'instance.name', 'JUDGE_NUMBER' => 'log.port'] as $name => $path) {
  if (($value = getenv($name)) === false) continue;
  $slot = &$CONFIG;
  foreach (explode('.', $path) as $step) {
    $slot = &$slot[$step];
  }
  $slot = is_numeric($value) ? $value + 0 : $value;
  unset($slot);
}
