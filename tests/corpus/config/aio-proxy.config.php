<?php
if (getenv('HTTP_PROXY')) {
  $CONFIG['proxy'] = getenv('HTTP_PROXY');
}
foreach (array_keys(getenv()) as $name) {
  if (str_contains($name, 'TRUSTED_PROXIES_')) {
    $CONFIG['trusted_proxies'][] = str_replace('TRUSTED_PROXIES_', '', $name);
  }
}
$CONFIG['aio'] = true;
