<?php
$CONFIG = [];
try { $CONFIG[] = [0] * false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] * [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] * [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 / [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN / [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 / [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' / [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' / [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' / 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' / PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' / 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' / ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
