<?php
$CONFIG = [];
try { $CONFIG[] = [json_decode('[]', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('1', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"x"', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('nul', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('null', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('TRUE', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode(' [1 , 2] ', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('[1,]', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{"a":}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{"a" 1}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{\'a\':1}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"\\u00e9\\ud83d\\ude00"', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"\\ud83d"', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('[1', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"a', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('01', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('-', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('-0', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('1e5', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('1.', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('12345678901234567890', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{"":1,"0":2,"a":3,"a":4}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('[[[]]]', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"\\x"', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('	1 ', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('[]x', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('1.5E-3', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{"5":{"x":[{}]}}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('"\\n\\/"', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('tru', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('-1', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('+1', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('.5', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('{"a":1', true, 512, JSON_THROW_ON_ERROR); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('[]', true, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('"\\u00zz"', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('"\\ud83dx"', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('"\\u20ac\\u0041"', true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = null, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 0, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 2, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 64, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 0.0, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1e15, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -1e19, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-1', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '1 ', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '0.0', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '-9223372036854775808', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ' ', ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['a' => 1, 'b' => 2], ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['1' => 1], ++$z, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
