<?php
$CONFIG = [];
try { $CONFIG[] = floatval(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = boolval(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strval([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_string([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_int(['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_float([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_bool(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_null(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
