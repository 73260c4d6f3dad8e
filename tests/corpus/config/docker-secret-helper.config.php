<?php
// Swarm and Compose: NAME_FILE names a file that holds what NAME would.
$secret = function (string $name, ?string $default = null): ?string {
  $file = getenv($name . '_FILE');
  if ($file !== false && is_readable($file)) {
    return rtrim(file_get_contents($file), "\r\n");
  }
  $value = getenv($name);
  return $value === false ? $default : $value;
};
$flag = fn(string $name, bool $default = false): bool =>
  filter_var(getenv($name) ?: $default, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE) ?? $default;

$CONFIG = array_filter([
  'dbhost' => $secret('SURELY_NOT_SET', 'db'),
  'dbuser' => $secret('JUDGE_VARIABLE'),
  'dbpassword' => $secret('SURELY_NOT_SET_EITHER'),
  'dbport' => (int) $secret('JUDGE_NUMBER', '5432'),
  'overwriteprotocol' => $flag('JUDGE_TRUE') ? 'https' : 'http',
  'debug' => $flag('SURELY_NOT_SET'),
], static fn($value) => $value !== null);
$CONFIG += ['dbname' => 'nextcloud', 'dbhost' => 'never'];
