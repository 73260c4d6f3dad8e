<?php
$CONFIG = [];
try { $CONFIG[] = is_null(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_array([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric(['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_scalar([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_iterable(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_countable([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_object([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
