<?php
function nix_read_secret($file) {
  if (!file_exists($file)) {
    throw new \RuntimeException(sprintf("Cannot start, secret file %s", $file));
  }
  return trim(file_get_contents($file));
}
$CONFIG = ['dbtype' => 'mysql', 'dbhost' => 'localhost'];
$CONFIG['dbpassword'] = nix_read_secret('/nonexistent/credentials/dbpass');
$CONFIG['dbuser'] = 'never reached';
