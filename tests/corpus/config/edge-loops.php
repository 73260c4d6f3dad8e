<?php
function f() { foreach ([1, 2] as $x) { if ($x == 2) return 'ret'; } }
function w() { while (true) { return 'w'; } }
function d() { do { return 'd'; } while (1); }
function fo() { for (;;) { return 'fo'; } }
function sw($x) { switch ($x) { case 1: return 'one'; default: return 'other'; } }
function fr(&$list) { foreach ($list as $k => &$v) { if ($k == 1) { unset($list[0]); continue; } $v = "$k$v"; if ($k > 3) break; } return $list; }
$l = ['a', 'b', 'c', 'd', 'e', 'f'];
unset($l[2]);
$CONFIG = [f(), w(), d(), fo(), sw(1), sw(2), fr($l)];
foreach ([[1, 2]] as list($p, $q)) $CONFIG[] = $p . $q;
foreach ('not an array' as $n) $CONFIG[] = 'never';
foreach ($l as $l['key'] => $l['value']) { $CONFIG[] = 'into'; break; }
foreach (['x' => ['y' => 1]] as $k => ['y' => $y]) { $CONFIG[] = "$k$y"; }
for ($i = 0; $i < 2, $i < 3; ++$i); $CONFIG[] = $i;
while (list($a, $b) = [1, 2]) { $CONFIG[] = $a + $b; break; }
do { if (true) continue; } while (false);
switch (true) { case false: case 1 > 2: break; }
switch ('1') { case 1: $CONFIG[] = 'loose'; }
$i = 0; while ($i++ < 3) { switch ($i) { case 2: break 2; default: continue 1; } }
$CONFIG[] = $i;
if (1): ?> text <?php endif;
