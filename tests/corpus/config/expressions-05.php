<?php
$CONFIG = [];
try { $CONFIG[] = '10' % '3'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '5' + '5.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1.5' + 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' == 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' == '01'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '10' == '1e1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 100 == '1e2'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null == false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] == false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' == false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' == null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'a' == 'A'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' <=> 'abd'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] == [2 => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1, 'b' => 2] === ['b' => 2, 'a' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_diff([1, 2, 3], [2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_combine(['a', 'b'], [1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_combine(['a'], [1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_fill_keys(['a', 5, '7'], 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_flip(['a', 'b', 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_key_last([1, 2, 'x' => 3]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array('abc', [0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array('1e1', ['10']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(null, [0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = in_array(0, ['a'], true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_numeric('1e5') && !is_numeric('abc') && is_numeric(' 1') && is_numeric('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (object) ['a' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = new stdClass; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(...)('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ltrim([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
