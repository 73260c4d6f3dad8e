<?php
$CONFIG = [];
try { $CONFIG[] = [0] <=> [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] <=> [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' <> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] <> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] <> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] <> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
