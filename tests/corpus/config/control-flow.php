<?php
$CONFIG = [];
for ($i = 0, $j = 10; $i < 5; $i++, $j--) {
  if ($i == 1) continue;
  if ($i == 4) break;
  $CONFIG['for'][] = $i * $j;
}
$n = 3;
while ($n) { $CONFIG['while'][] = $n--; }
do { $CONFIG['do'][] = $n++; } while ($n < 2);
foreach ([1, 2, 3] as $k => $v): $CONFIG['foreach'][$k] = $v; endforeach;
for (;;): break; endfor;
while (false): endwhile;
if (0): $x = 1; elseif ('0'): $x = 2; elseif ([]): $x = 3; else: $x = 4; endif;
$CONFIG['x'] = $x;
switch ('b') { case 'a': $CONFIG['s'][] = 'a'; case 'b': $CONFIG['s'][] = 'b'; case 'c': $CONFIG['s'][] = 'c'; break; default: $CONFIG['s'][] = 'd'; }
switch (5): case 1; $CONFIG['t'] = 1; break; default: $CONFIG['t'] = 'def'; endswitch;
foreach ([[1, [2, 3]], [4, [5, 6]]] as [$p, [$q, $r]]) { $CONFIG['nested'][] = $p + $q + $r; }
foreach ([['id' => 7, 'v' => 'x']] as ['id' => $id, 'v' => $val]) { $CONFIG['keyed'] = "$id=$val"; }
foreach ([1, 2] as $o) { foreach ([1, 2] as $in) { if ($in == 2) continue 2; if ($o == 2) break 2; $CONFIG['lv'][] = "$o$in"; } }
if (true) if (false) $CONFIG['dangling'] = 1; else $CONFIG['dangling'] = 2;
foreach ([] as $never) { $CONFIG['never'] = 1; }
{ $CONFIG['block'] = 1; }
;;
foreach ([1, 2, 3] as $w) { switch ($w) { case 2: continue 2; case 3: break 2; } $CONFIG['sw'][] = $w; }
