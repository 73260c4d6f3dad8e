<?php
$CONFIG = [];
try { $CONFIG[] = '1e1000' ?: [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] ?: [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = - ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = + ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ! ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~ ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (integer) null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
