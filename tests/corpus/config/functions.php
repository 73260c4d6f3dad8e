<?php
$CONFIG = ['early' => later(2)];
function later(int $x, $y = 3, ...$rest) { return [$x * $y, $rest]; }
function &ref() { static $v = 5; return $v; }
function counter() { static $n = 10, $m; $m .= 'x'; return ++$n . $m; }
function globals() { global $CONFIG; $CONFIG['global'] = 'set'; $GLOBALS['other'] = 'g'; }
function fact(int $n): int { return $n < 2 ? 1 : $n * fact($n - 1); }
function defaults($a = [1, 2], $b = PHP_INT_SIZE * 2, ?string $c = null): array { return [$a, $b, $c]; }
$CONFIG['later'] = later('4', 5, 6, 7);
$CONFIG['ref'] = ref();
$CONFIG['counter'] = counter() . counter();
globals();
$CONFIG['other'] = $other;
$CONFIG['fact'] = fact(10);
$CONFIG['defaults'] = defaults(c: 'named');
$CONFIG['variable'] = ('str' . 'len')('four');
$f = 'later';
$CONFIG['dynamic'] = $f(1);
$CONFIG['exists'] = function_exists('later') && function_exists('strlen');
$CONFIG['call'] = call_user_func('strtoupper', 'x');
if (true) { function conditional() { return 'c'; } }
$CONFIG['conditional'] = conditional();
function noreturn() { }
$CONFIG['null'] = noreturn();
