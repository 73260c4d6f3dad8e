<?php
$CONFIG = ['redis' => ['host' => 'a', 'port' => 1], 'list' => [1, 2, 3]];
$r = &$CONFIG['redis'];
$r['host'] = 'b';
$copy = $CONFIG;
$r['port'] = 2;
unset($r);
foreach ($CONFIG['list'] as &$v) {
  $v *= 10;
}
unset($v);
function add(array &$target, $what) {
  $target[] = $what;
}
add($CONFIG['list'], 40);
$x = 1;
$y = &$x;
$y++;
$CONFIG['x'] = $x;
$z = ['r' => &$x];
$z['r'] = 9;
$CONFIG['x2'] = $x;
$CONFIG['host'] = $copy['redis']['host'];
$base = ['a' => ['x' => 1], 'b' => 2];
$shared = &$base['a'];
$second = &$base['b'];
$replaced = array_replace_recursive($base, ['a' => ['x' => 5], 'b' => 6]);
$CONFIG['base'] = [$base['a']['x'], $base['b'], $replaced['a']['x'], $replaced['b']];
