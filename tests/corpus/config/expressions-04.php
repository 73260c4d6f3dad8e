<?php
$CONFIG = [];
try { $CONFIG[] = match(5) { default => 'd', 5 => 'five' }; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PDO::MYSQL_ATTR_SSL_CA . \PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = \RedisCluster::FAILOVER_DISTRIBUTE_SLAVES; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PDO::ATTR_TIMEOUT + PDO::ATTR_ERRMODE + PDO::ERRMODE_EXCEPTION; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [E_ALL & ~E_NOTICE, E_ALL ^ E_STRICT, E_USER_ERROR | E_WARNING]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [PHP_EOL, PHP_INT_MAX, PHP_INT_SIZE, PHP_OS_FAMILY, DIRECTORY_SEPARATOR, JSON_ERROR_NONE, M_PI, PHP_FLOAT_EPSILON]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [TRUE, False, NULL, \true, \null]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = OC::$SERVERROOT . '/apps'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = OC::class . \Foo\Bar::class; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = defined('PHP_EOL'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = constant('E_ALL'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = constant('PDO::MYSQL_ATTR_SSL_CA'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [define('JUDGE_A', 5), JUDGE_A, defined('JUDGE_A')]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = getenv('SURELY_NOT_SET'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = getenv('JUDGE_VARIABLE'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = getenv('JUDGE_VARIABLE')[0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = getenv('SURELY_NOT_SET')[0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (string) getenv('SURELY_NOT_SET'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = getenv()['JUDGE_VARIABLE']; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_key_exists('JUDGE_VARIABLE', getenv()); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = file_exists('/etc/passwd') && is_file('/etc/passwd') && is_readable('/etc/passwd') && !is_dir('/etc/passwd'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_dir('/etc') && file_exists('/etc') && !is_file('/etc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = file_exists('/nonexistent'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @file_get_contents('/nonexistent'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = file_get_contents(''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intdiv(PHP_INT_MIN, -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN % -1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] + 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [] > 5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' * 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen('a', 'b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strlen([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strtolower(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = count(5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [...[1, 2], 3]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = "a{$undefined}b$undefined[x]c{$undefined['x']['y']}d"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$n = 'name', "$n[0] {$n[1]} ${n} \$n \{$n}"]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = ['k' => ['z' => 1], 3 => 'three', -1 => 'minus'], "$a[3] $a[-1] {$a['k']['z']}"]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$a = ['k' => 'v'], $k = 'k', "$a[$k] $a[k]"]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = "$"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = "$ {x} { $x }"; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrev(strval(123)); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = max(1, '2', 3.5) . min([4, 2, 8]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = max('abc', 0) . max([1, 2], 5)[0]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = abs(-5) . abs('-5.5') . floor(1.7) . ceil('1.2') . round(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%s is %d years, %05.1f%% %s', 'x', '42abc', 1.25, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%2$s %1$s', 'a', 'b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%s'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%'.10d|%+d|%x|%o|%c|%e", 42, 7, 255, 8, 65, 12345.678); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = vsprintf('%s-%s', ['a', 'b']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = is_callable('strlen') ?: 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (int) '1e1000' . (int) 1e1000; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.1 + 0.2 == 0.3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.1 + 0.2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e15 . ' ' . 1e14 . ' ' . 123456789.12345678 . ' ' . -1e-7 . ' ' . 1.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (string) 1e25 . (string) 0.00001 . (string) 1.5e-10; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1.0 . ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 7.0 / 2.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 10 % 3.9; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
