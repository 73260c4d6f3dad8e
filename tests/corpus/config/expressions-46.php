<?php
$CONFIG = [];
try { $CONFIG[] = [$z = 64, $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 64, $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= true, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= PHP_INT_MAX, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= 123456789012345678.0, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= '0', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= '1e3', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= true, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= PHP_INT_MAX, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= 123456789012345678.0, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= '0', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= '1e3', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= true, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= PHP_INT_MAX, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= 123456789012345678.0, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= '0', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= '1e3', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= true, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= PHP_INT_MAX, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= 123456789012345678.0, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= '0', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= '1e3', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= true, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= PHP_INT_MAX, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= 123456789012345678.0, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= '0', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= '1e3', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= 'a', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], $z ^= ['b' => 2, 'a' => 1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= false, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= PHP_INT_MIN, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= 1e20, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= '1', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= '0x1A', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= "\xff\x00z", $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = true, $z <<= [[1], [2]], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= false, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= PHP_INT_MIN, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= 1e20, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= '1', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= '0x1A', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= "\xff\x00z", $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = PHP_INT_MAX, $z <<= [[1], [2]], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= false, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= PHP_INT_MIN, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= 1e20, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= '1', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= '0x1A', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= "\xff\x00z", $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 123456789012345678.0, $z <<= [[1], [2]], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '0', $z <<= false, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '0', $z <<= PHP_INT_MIN, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
