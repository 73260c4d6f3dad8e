<?php
$CONFIG = [];
try { $CONFIG[] = ' ' > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [[1], [2]] > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 64 >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e3 >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -INF >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'ABC' >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.' >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] >= [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['1' => 1] >= 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['1' => 1] >= 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
