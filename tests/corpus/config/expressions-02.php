<?php
$CONFIG = [];
try { $CONFIG[] = [$v = 1, $f = function () use (&$v) { return $v; }, $v = 2, $f()][3]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$v = 1, $f = fn() => $v, $v = 2, $f()][3]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_map(fn($x) => $x ** 2, [1, 2, 'k' => 3]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_map(null, [1, 2], ['a', 'b', 'c']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_map(fn($a, $b) => [$a, $b], [1, 2], ['x' => 3]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_map('strtoupper', ['a' => 'x']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_map('trim', explode(',', 'a , b,  c')); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_filter([1, 0, 2, null, '', 'a', '0', false, []]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_filter(['a' => 1, 'b' => 2], fn($k) => $k === 'b', ARRAY_FILTER_USE_KEY); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_filter(['a' => 1, 'b' => 2], fn($v, $k) => $k === 'b' || $v === 1, ARRAY_FILTER_USE_BOTH); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_values(array_filter(explode(' ', ' a  b '))); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge([1, 2], [3], ['a' => 1], ['a' => 2, 5 => 6]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_replace([1, 2, 3], [1 => 'b'], [3 => 'd']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_replace_recursive(['a' => [1, 2], 'b' => 1], ['a' => [1 => 'x'], 'b' => ['c']]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_unique([1, '1', 2, 2.0, 'a', 'A']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_search('1', [0, 1, '1']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_search('1', [0, 1, '1'], true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([1, 2, 3, 'k' => 4, 5], 1, -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_slice([1, 2, 3, 'k' => 4, 5], -2, 5, true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range(1, 5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range(5, 1, 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range('a', 'e'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range('e', 'a', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range(0, 10, 5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range(1, 3, 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = range(3, 1, -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace('a', 'b', 'banana'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace(['a', 'n'], ['1', '2'], 'banana'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace(['a', 'n'], 'x', ['banana', 'k' => 'nan', 'z' => [1]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace(['a', 'n'], ['1'], 'banana'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace('', 'x', 'abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_replace('a', 'aa', 'aXa'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [str_replace('a', 'b', 'banana', $count), $count]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(',', 'a,b,c', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(',', 'a,b,c', -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(',', 'a,b,c', -5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(',', 'a,b,c', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode(',', ''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = explode('', 'a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode(', ', [1, null, 2.5, true, false, 'x']); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = implode('-', ['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', -2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 1, 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 1, -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', -3, 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 10); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 0, -10); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', -10, 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = substr('abcdef', 3, -4); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strpos('abcabc', 'c', -2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strpos('abc', ''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strpos('abc', 'a', 5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('abcabc', 'c'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('abcabc', 'c', -2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('abcabc', 'abc', -4); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('abcabc', 'b', 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = strrpos('abc', ''); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
