<?php
$CONFIG = ['a' => 1, 'list' => []];
foreach (glob('/nonexistent/*') as $file) {
  $CONFIG['list'][] = $file;
  $CONFIG['last'] = $file;
}
$CONFIG['b'] = 2;
while (mt_rand(0, 0)) { $CONFIG['w'] = 1; }
