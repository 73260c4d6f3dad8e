<?php
function nix_read_secret($file) {
  if (!file_exists($file)) {
    throw new \RuntimeException(sprintf(
      "Cannot start, secret file %s set by NixOS doesn't exist!",
      $file
    ));
  }
  return trim(file_get_contents($file));
}
function nix_read_secret_and_decode_json_file($file) {
  if (!file_exists($file)) {
    throw new \RuntimeException(sprintf("File %s is missing.", $file));
  }
  $decoded = json_decode(file_get_contents($file), true);

  if (json_last_error() !== JSON_ERROR_NONE) {
    error_log(
      "Cannot decode " . $file . ", because: " . json_last_error_msg()
    );
    exit(1);
  }

  return $decoded;
}
$CONFIG = [
  'apps_paths' => [
    [ 'path' => '/var/lib/nextcloud/apps', 'url' => '/apps', 'writable' => false ],
    [ 'path' => '/var/lib/nextcloud/store-apps', 'url' => '/store-apps', 'writable' => true ],
  ],
  'appstoreenabled' => true,
  'dbtype' => 'pgsql',
  'dbname' => 'nextcloud',
  'dbhost' => '/run/postgresql',
  'dbuser' => 'nextcloud',
];
