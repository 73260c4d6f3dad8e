<?php
$CONFIG = [];
try { $CONFIG[] = basename(-0.0, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(-0.0, 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(-0.0, -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(-0.0, '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(-0.0, "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(-0.0, [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(NAN, [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0.0', [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], 1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], -INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], '1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], "\xff\x00z"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2], [null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(true, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(1.0, [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count('.5', [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], 1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], NAN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], '1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], ' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr_count(['a' => 1], [NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, 1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, 'ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, '1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(false, ['b' => 2, 'a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
