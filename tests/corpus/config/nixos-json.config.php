<?php
function decode($text, $error) {
  $decoded = json_decode($text, true);
  if (json_last_error() !== JSON_ERROR_NONE) {
    error_log(sprintf($error, $text) . ": " . json_last_error_msg());
    return [];
  }
  return $decoded;
}
$CONFIG = ['redis' => ['host' => '/run/redis/redis.sock', 'port' => 0], 'dbtype' => 'mysql'];
$CONFIG = array_replace_recursive($CONFIG, decode(
  '{"redis":{"dbindex":3,"timeout":1.5},"trusted_domains":["a","b"],"overwrite.cli.url":"https:\/\/x.org\/"}',
  "bad %s"
));
$CONFIG = array_replace_recursive($CONFIG, decode('{oops', "bad %s"));
