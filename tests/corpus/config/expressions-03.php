<?php
$CONFIG = [];
try { $CONFIG[] = stripos('ABC', 'b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr('user@host', '@'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strstr('user@host', '@', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('  x  '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('xxabcxx', 'x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = trim('abc', 'a..c'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim('1.500', '0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = rtrim("x\n\r\0 "); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ucfirst('élan'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_pad('5', 3, '0', STR_PAD_LEFT); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_pad('x', 6, 'ab', STR_PAD_BOTH); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_pad('x', 4); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_repeat('ab', 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_repeat('ab', -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('abcdef', 4); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_contains('abc', ''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/a/b/c'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/a/b/c', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname(''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/a/b/'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = dirname('/a/b/c', 9); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('/a/b.php', '.php'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('/a/b/'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('.php', '.php'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('0x1A', 16); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('0x1A', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('012', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('0b11', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('101', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('z', 36); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval(42.99); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = intval('42abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = hexdec('ff'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = hexdec('fffffffffffffffff'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = hexdec('0xZZ12'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = octdec('777'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = bindec('1111'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_decode('aGVsbG8='); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_decode('aGVsbG8'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_decode('a G V s b G 8 ='); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_decode('!!!!', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_decode('aGVs*bG8='); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = base64_encode("a\0b\xff"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('{"a":{"b":1}}', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('{"a":{"b":1}}', true, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('[[1]]', true, 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('[[1]]', true, 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('[]', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode("\x01", true), json_last_error()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode("\"\xff\"", true), json_last_error()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('{"a":1}', flags: JSON_OBJECT_AS_ARRAY); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('12345678901234567890', false, 512, JSON_BIGINT_AS_STRING); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('{', true, 512, JSON_THROW_ON_ERROR); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = match(true) { 1 > 2 => 'a', default => 'b' }; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = match(3) { 1, 2 => 'a', 3, 4 => 'b' }; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = match('3') { 3 => 'a' }; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
