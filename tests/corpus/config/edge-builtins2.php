<?php
$x = ['b' => ['c' => 1], 'd' => 2];
$CONFIG = [
  array_replace_recursive($x, ['b' => ['e' => 5], 'd' => ['f' => 1]]), array_merge_check([1], ['a' => 1]), array_filter(['a' => 0, 'b' => 1]),
  array_unique([1, 1, 2]), array_intersect_key(['a' => 1, 'b' => 2], ['a' => 0]), array_diff(['a', 'b', 'c'], ['a'], ['c']), 2 ** 378, 64 ** 63, 1.7976931348623157e308 * 10,
  define('EDGE_X', 1), define('EDGE_X', 2), EDGE_X, defined('EDGE_X'), defined('EDGE_NOT') ? 1 : 0, function_exists('strlen'),
  date_default_timezone_set('UTC'), set_time_limit(0), error_log('x') !== null, call_user_func(fn($a) => $a * 2, 4), call_user_func('max', 1, 5),
];
ini_set('memory_limit', '1G');
error_reporting(0);
setlocale(LC_ALL, 'C');
function array_merge_check(...$a) { return array_merge(...$a); }
