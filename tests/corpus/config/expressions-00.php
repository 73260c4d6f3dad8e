<?php
$CONFIG = [];
try { $CONFIG[] = [5 => 'a', 'b', 2 => 'c', 'd']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null => 1, true => 2, 1.7 => 3, '1' => 4]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2, ...[3, 4], ...['k' => 5, 6]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['x' => 1, ...['x' => 2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1e30 => 1, NAN => 2, -1.9 => 3]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = "\0\01\012\0123\x4\x41B\u{e9}\u{1F600}\n\r\t\v\e\f\\\$\"\'\q\x\u"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = "\400\777\8"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '\\ \' \n'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = b'bin' . b"ary"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0x7fffffffffffffff + 0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0x8000000000000000; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0xFFFFFFFFFFFFFFFF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0777 + 0o17 + 0O17 + 0b101 + 0B1 + 0X1f; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1_000_000 + 0xF_F + 0b1_1 + 07_7 + 1_0.2_5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = .5e1 + 5.E-1 + 1E3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 60 * 60 * 24 * 15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 2 ** 3 ** 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2 ** 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2) ** 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 2 ** -1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 7 . ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 + 2 . 3 + 4; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'a' . 1 + 2 . 'b'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = !true || true && false; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = !false . 'a'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = !1 + 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = !'a' . 'b' == 'b'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -'1' . '2'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) '1' . '2'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ~1 + 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @$u['x'] . 'y'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = !$u instanceof Foo; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = +'3' ** 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = true ? 'a' : (false ? 'b' : 'c'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null ?: false ?: 'x'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 < 2 == true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = $x = 5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = 5, $x + 1, $x .= 'a', $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a['b']['c'] = 1, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a[] = 1, $a[] = 2, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = 'abc', $a[1] = 'X', $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = 'abc', $a[5] = 'X', $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = 'abc', $a[-1] = 'X', $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = 5, $a['x'] = 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = null, $a['x'] = 1, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = false, $a['x'] = 1, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = '', $a['x'] = 1, $a]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$i = 5, $i++, $i, ++$i, $i--, --$i]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'a', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'Az', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'zZ9', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'a9-', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', --$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = null, ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = null, --$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5.5', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ' 5', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 ', ++$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'abc', --$z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
