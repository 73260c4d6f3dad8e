<?php
$CONFIG = [];
try { $CONFIG[] = '1e1000' && [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && PHP_INT_MAX; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && NAN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && '5 apples'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && [0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] && [null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || PHP_INT_MIN; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || 123456789012345678.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
