<?php
$CONFIG = ['dbname' => 'x'];
exec('true', $lines, $status);
if ($status === 0) {
  $CONFIG['logout_url'] = $lines[0];
  $CONFIG['redis']['host'] = 'unix';
} else {
  $CONFIG['lost']['password']['link'] = 'disabled';
}
$CONFIG['dbhost'] = 'known';
