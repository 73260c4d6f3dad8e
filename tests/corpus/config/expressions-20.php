<?php
$CONFIG = [];
try { $CONFIG[] = explode(1.0, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(1.0, 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(1.0, -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(1.0, '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(1.0, "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(1.0, [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('.5', [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(['a' => 1], [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(false, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(1.5, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('0', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('1.', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(['a' => 1, 'b' => 2], [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
