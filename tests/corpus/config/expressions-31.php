<?php
$CONFIG = [];
try { $CONFIG[] = str_split(1.5, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1.5, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1.5, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1.5, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1.5, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1.5, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0', ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('1.', ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(['a' => 1, 'b' => 2], ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(0, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-2.5, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('1', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('9223372036854775807', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['b' => 2, 'a' => 1], [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1, ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
