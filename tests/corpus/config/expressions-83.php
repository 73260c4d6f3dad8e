<?php
$CONFIG = [];
try { $CONFIG[] = (fn(): string|null => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = null, $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = PHP_INT_MIN, $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 1e100, $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = 'ABC', $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = '1e1000', $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[null] ?? 'n', isset($s[null]), empty($s[null])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[7] ?? 'n', isset($s[7]), empty($s[7])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[1.0] ?? 'n', isset($s[1.0]), empty($s[1.0])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[-1e19] ?? 'n', isset($s[-1e19]), empty($s[-1e19])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s['0'] ?? 'n', isset($s['0']), empty($s['0'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[' 1'] ?? 'n', isset($s[' 1']), empty($s[' 1'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s['9223372036854775807'] ?? 'n', isset($s['9223372036854775807']), empty($s['9223372036854775807'])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[[]] ?? 'n', isset($s[[]]), empty($s[[]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$s = ['b' => 2, 'a' => 1], $s[[[1], [2]]] ?? 'n', isset($s[[[1], [2]]]), empty($s[[[1], [2]]])]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = null, $x[null] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = null, $x[64] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = null, $x[''] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = null, $x['1 '] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
