<?php
$CONFIG = [];
try { $CONFIG[] = ['a' => 1] <= NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] <= [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' > [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' > [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
