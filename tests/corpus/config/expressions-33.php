<?php
$CONFIG = [];
try { $CONFIG[] = filter_var('x', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_DEFAULT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('08', FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(null, FILTER_VALIDATE_INT, ['options' => ['default' => 3]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('on', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('no', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('42', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(' -7 ', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0x1f', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('017', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('+5', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('x', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var([1], FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var(true, FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = filter_var('0xzz', FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
