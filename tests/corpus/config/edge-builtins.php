<?php
$CONFIG = [
  strcmp('a', 'b') < 0, strcasecmp('ABC', 'abd') < 0, strcasecmp('Ab', 'aB'), strcasecmp('abc', 'ab') > 0, strcmp('b', 'a') > 0,
  rawurldecode('a%20b%zz+%4'), urldecode('a+b%2F'), parse_url('http://[::1]/x', PHP_URL_HOST), parse_url('http://[::1]:80'),
  base64_decode('YQ=', true), base64_decode('YQ===', true), base64_decode('Y', true), base64_decode("Y Q==", true), base64_decode('YQ==a', true),
  intval('  12', 0), intval('-99999999999999999999', 8), intval('99999999999999999999', 16), intval("9223372036854775808", 8),
  (int) '-99999999999999999999', (int) '+5', '+5' + 1, array_sum([1, '2.5', true]), array_reverse(['a' => 1, 2, 3], true), array_reverse(['x' => 1, 5]),
  array_map(null, [1, 2]), array_is_list([1, 2]), array_key_first([]), array_key_last(['z' => 1]), trim('abc', 'c..a'), ltrim('0012', '0'), str_pad('abc', 2),
  PDO::ATTR_PERSISTENT, range('a', 'c'), constant('PDO::ATTR_TIMEOUT'), defined('PHP_INT_MAX'), gettype(1.5), get_debug_type('x'), is_callable('strlen') || true,
  file_get_contents(__DIR__ . '/secret.txt', false, null, -3), file_get_contents(__DIR__ . '/secret.txt', false, null, 0, 2), file_get_contents('file://' . __DIR__ . '/secret.txt'),
  dirname('plain'), json_decode('"\u0041\u00e9\u20ac"'), json_decode("\"a"), json_last_error() > 0, in_array(5, ['5']), 9223372036854775807 == '9223372036854775808',
  '9223372036854775807' <=> '9223372036854775808', '-9223372036854775809' < '-9223372036854775808', '99999999999999999999' == '99999999999999999998', '1e1000' == '1e1001',
  [1, 2] <=> [1, 3], [NAN] == [NAN], 2 ** 378, 64 ** 63, 0.1 + 0.7,
];
