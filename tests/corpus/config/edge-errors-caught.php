<?php
$CONFIG = [];
$s = 'abc'; $five = 5; $null = null; $arr = [1];
try { $s[] = 'x'; } catch (\Error $e) { $CONFIG[] = 1; }
try { $s[1] = ''; } catch (Error $e) { $CONFIG[] = 2; }
try { $s['x'] = 'y'; } catch (\TypeError | Error $e) { $CONFIG[] = 3; }
try { $five['a'] = 1; } catch (Error) { $CONFIG[] = 4; }
try { $arr[[]] = 1; } catch (TypeError $e) { $CONFIG[] = 5; }
try { $five(); } catch (Error $e) { $CONFIG[] = 6; }
try { (string) function () {}; } catch (Error $e) { $CONFIG[] = 7; }
try { $c = fn() => 1; $c['x']; } catch (Error $e) { $CONFIG[] = 8; }
try { if (1 % 0) $CONFIG['x'] = 1; } catch (DivisionByZeroError $e) { $CONFIG[] = 9; }
try { while (1 % 0) $CONFIG['x'] = 1; } catch (Exception $e) { $CONFIG['no'] = 1; } catch (Throwable $e) { $CONFIG[] = 10; }
try { foreach ([] + 1 as $x) {} } catch (Throwable $e) { $CONFIG[] = 11; }
try { switch (1 % 0) { case 1: } } catch (Throwable $e) { $CONFIG[] = 12; }
try { echo 1 % 0; } catch (Throwable $e) { $CONFIG[] = 13; }
try { unset($arr[1 % 0]); } catch (Throwable $e) { $CONFIG[] = 14; }
try { $f = fn(int $x) => $x; $f(...5); } catch (Throwable $e) { $CONFIG[] = 15; }
try { $f(y: 1); } catch (Throwable $e) { $CONFIG[] = 16; }
try { $f(1, x: 2); } catch (Throwable $e) { $CONFIG[] = 17; }
try { strlen(nope: 1); } catch (Throwable $e) { $CONFIG[] = 18; }
try { $m = [PHP_INT_MAX => 1]; $m[] = 2; } catch (Error $e) { $CONFIG[] = 19; }
try { $k = []; $x = [$k => 1]; } catch (TypeError $e) { $CONFIG[] = 20; }
try { $x = [...$five]; } catch (Error $e) { $CONFIG[] = 21; }
try { ++$arr; } catch (TypeError $e) { $CONFIG[] = 22; }
function typed(): int { return 'x'; }
try { typed(); } catch (TypeError $e) { $CONFIG[] = 24; }
function fin() { try { return 'try'; } finally { return 'finally'; } }
$CONFIG[] = fin();
function fin2() { try { throw new Exception('x'); } finally { return 'swallowed'; } }
$CONFIG[] = fin2();
foreach ([1, 2] as $i) { try { continue; } finally { $CONFIG[] = "f$i"; } }
try { array_combine([1], []); } catch (ValueError $e) { $CONFIG[] = 25; }
try { str_pad('a', 5, ''); } catch (ValueError $e) { $CONFIG[] = 26; }
try { dirname('/a', 0); } catch (ValueError $e) { $CONFIG[] = 27; }
try { max([]); } catch (ValueError $e) { $CONFIG[] = 28; }
try { str_replace('a', ['b'], 'c'); } catch (TypeError $e) { $CONFIG[] = 29; }
try { sprintf('%', 1); } catch (ValueError $e) { $CONFIG[] = 30; }
try { file_get_contents('/etc/hostname', false, null, 0, -1); } catch (ValueError $e) { $CONFIG[] = 31; }
try { static fn(): int => 'x'; throw new Exception; } catch (Exception) { $CONFIG[] = 32; }
try { trim(fn() => 1); } catch (TypeError $e) { $CONFIG[] = 33; }
try { $g = (function () use (&$undef) { $undef = 5; })(); $CONFIG[] = $undef; } catch (Throwable $e) {}
try { $t = strtoupper(...); $CONFIG[] = $t('x'); $u = $t(...); $CONFIG[] = $u('y'); } catch (Throwable $e) { }
