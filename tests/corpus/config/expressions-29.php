<?php
$CONFIG = [];
try { $CONFIG[] = array_fill_keys(1e15, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(1e15, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(1e15, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(1e15, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(1e15, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(1e15, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1.5', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys('1e1000', [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['1' => 1], [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(2, ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice(123456789012345678.0, ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('abc', ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice('-9223372036854775808', ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([null], ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(null, [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
