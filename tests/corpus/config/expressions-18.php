<?php
$CONFIG = [];
try { $CONFIG[] = stripos(1e3, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos(1e3, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos(1e3, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos(1e3, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos(1e3, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos(1e3, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('-1', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos('9223372036854775808', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = stripos([[1], [2]], [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(-1, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(1e15, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1.5', ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('1e1000', ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos(['1' => 1], ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, 0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, 0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, '5 apples'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, '-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr(2, [[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
