<?php
$CONFIG = [];
try { $CONFIG[] = array_keys(1e3, false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1e3, -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1e3, INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1e3, ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1e3, 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys(1e3, ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('-1', ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys('9223372036854775808', ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], -0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], ' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_keys([[1], [2]], ['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_VALIDATE_INT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_VALIDATE_BOOL); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
