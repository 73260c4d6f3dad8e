<?php
$CONFIG = [];
try { $CONFIG[] = [$z = '1e2', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MIN, --$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [], ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z++, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = [1, 2], $b = $a, $b[] = 3, $a, $b]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = [1, 2], $b = &$a, $b[] = 3, $a, $b]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = ['x' => ['y' => 1]], $r = &$a['x']['y'], $r = 2, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[$p, $q] = [1, 2], $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [['x' => $p, 'y' => [$q]] = ['x' => 1, 'y' => [2]], $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [list($p, , $q) = [1, 2, 3], $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[$p, $q] = null, $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[$p, $q] = [1], $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$p = 1, $q = 2, [$p, $q] = [$q, $p], $p, $q]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = $undefined; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = $undefined['a']['b']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = $undefined ?? 'default'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = $undefined['a']['b'] ?? 'default'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$n ??= 5, $n ??= 6]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a['x'] ??= 5, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = isset($undefined); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = isset($undefined['a']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = ['b' => null, 'c' => 0], isset($a['b']), isset($a['c']), isset($a['c']['d']), empty($a['c']), empty($a['q'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'abc', isset($s[1]), isset($s[5]), isset($s['1']), isset($s['x']), isset($s[-1]), isset($s['1x']), isset($s[1][0]), $s[0][0]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'['x'] ?? 'd'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'[10] ?? 'd'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'[1.7]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'['1x']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'[' 1']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'['1.0']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'[[]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc'[true]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2][[]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2, 3][1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2, 3]['1']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (function ($x) { return $x * 2; })(21); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn($x, $y = 5) => $x + $y)(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('5.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|float $x) => $x)('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)('3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)('3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(...$r) => $r)(1, 2, 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(...$r) => $r)(...[1, 2], ...['k' => 3]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn($a, $b) => $a . $b)(b: 1, a: 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn($a) => $a)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (function (): string { return 5; })(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (function (): int { return 'x'; })(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (function () { static $n = 0; return ++$n; })(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (function () use (&$v) { $v = 5; })() ?? $v; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$v = 1, $f = function () use ($v) { return $v; }, $v = 2, $f()][3]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
