<?php
$CONFIG = [];
try { $CONFIG[] = str_contains(-0.0, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(-0.0, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(-0.0, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(-0.0, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(-0.0, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(-0.0, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains(NAN, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('0.0', ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains([1, 2], ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(true, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(1.0, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with('.5', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_starts_with(['a' => 1], [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_ends_with(false, ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
