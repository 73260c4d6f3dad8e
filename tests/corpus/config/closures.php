<?php
$x = 1;
$byval = function () use ($x) { return $x++; };
$byref = function () use (&$x) { return ++$x; };
$arrow = fn($y) => $x + $y;
$nested = fn($a) => fn($b) => $a . $b . $x;
$static = static fn(int ...$n): int => array_sum($n);
$CONFIG = [$byval(), $byval(), $byref(), $x, $arrow(10), $nested('a')('b'), $static(1, 2, 3)];
$CONFIG['map'] = array_map(function ($v) use ($x) { return $v * $x; }, [1, 2]);
$CONFIG['filter'] = array_filter(['a' => 1, 'b' => null], fn($v) => $v !== null);
$CONFIG['iife'] = (function () { return func(5); })();
function func($v) { return $v * 2; }
$upper = strtoupper(...);
$CONFIG['fcc'] = $upper('abc');
