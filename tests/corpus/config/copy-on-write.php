<?php
$a = ['x' => ['y' => 1]];
$b = $a;
$b['x']['y'] = 2;
$c = $b['x'];
$c['z'] = 3;
function change($p) { $p['x']['y'] = 99; return $p; }
$d = change($a);
foreach ($a as $k => $v) { $a['new_' . $k] = 1; $v['y'] = 5; }
$CONFIG = compact_it($a, $b, $c, $d);
function compact_it(...$all) { return $all; }
