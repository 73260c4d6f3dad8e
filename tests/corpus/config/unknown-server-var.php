<?php
$CONFIG = ['dbhost' => 'h'];
if (isset($_SERVER['HTTP_X_FORWARDED_HOST'])) {
  $CONFIG['overwritehost'] = $_SERVER['HTTP_X_FORWARDED_HOST'];
}
$CONFIG['overwriteprotocol'] = $_SERVER['REQUEST_SCHEME'] ?? 'https';
