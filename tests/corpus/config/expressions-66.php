<?php
$CONFIG = [];
try { $CONFIG[] = '1e1000' < ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] < ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
