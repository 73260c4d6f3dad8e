<?php
$CONFIG = [];
try { $CONFIG[] = rtrim('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtoupper([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = lcfirst([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = floatval(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
