<?php
$CONFIG = [5 => 'a', 'b', 2 => 'c', 'd', 'x' => 'e', 'f'];
$CONFIG[] = 'g';
unset($CONFIG[8]);
$CONFIG[] = 'h';
$CONFIG[100] = 'i';
$CONFIG[] = 'j';
$n = [-5 => 'a'];
$n[] = 'b';
$m = [];
$m[-5] = 'a';
$m[] = 'b';
$o[-3] = 'a';
$o[] = 'b';
$CONFIG['n'] = $n;
$CONFIG['m'] = $m;
$CONFIG['o'] = $o;
