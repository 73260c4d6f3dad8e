<?php
$CONFIG = [];
try { $CONFIG[] = intdiv(1e3, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(1e3, 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(1e3, -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(1e3, '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(1e3, "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(1e3, [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('-1', [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv('9223372036854775808', [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv([[1], [2]], [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(-1, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(1e15, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1.5', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow('1e1000', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = pow(['1' => 1], [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(2, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
