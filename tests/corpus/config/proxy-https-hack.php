<?php
// The classic behind a TLS-ending proxy: the request's own variables are written to.
if (isset($_SERVER['HTTP_X_FORWARDED_PROTO']) && $_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https') {
	$_SERVER['HTTPS'] = 'on';
}
$_SERVER['REMOTE_ADDR'] = $_SERVER['HTTP_X_REAL_IP'] ?? '10.0.0.1';
$CONFIG = array (
  'dbtype' => 'pgsql',
  'dbhost' => 'db:5432',
  'overwriteprotocol' => $_SERVER['HTTPS'] ?? 'off',
  'overwritehost' => $_SERVER['HTTP_HOST'] ?? 'cloud.example.com',
  'forwarded' => $_SERVER['REMOTE_ADDR'],
);
