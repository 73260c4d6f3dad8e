# SPDX-License-Identifier: AGPL-3.0-or-later
"""Expressions for the judge: every operator on every pair of types, every conversion, functions.

Deterministic: the same list each time, so that a failure can be looked up by its text.
"""
import pathlib

# Odd corners of the language and of its functions, one a line.
CORNERS = pathlib.Path(__file__).with_name("php_judge_corners.txt")

VALUES = [
    "null", "true", "false", "0", "1", "-1", "2", "7", "63", "64", "PHP_INT_MAX", "PHP_INT_MIN",
    "0.0", "-0.0", "1.0", "1.5", "-2.5", "1e3", "1e15", "123456789012345678.0", "1e20", "-1e19",
    "1e100", "0.1", "INF", "-INF", "NAN", "''", "'0'", "'1'", "'-1'", "'1.5'", "'abc'", "'ABC'",
    "'5 apples'", "' 1'", "'1 '", "'1e3'", "'0x1A'", "'0.0'", "'.5'", "'1.'", "'9223372036854775807'",
    "'9223372036854775808'", "'1e1000'", "'-9223372036854775808'", "'a'", '"\\xff\\x00z"', "' '",
    "[]", "[0]", "[1]", "[1, 2]", "['a' => 1]", "['a' => 1, 'b' => 2]", "['b' => 2, 'a' => 1]",
    "[[1], [2]]", "['1' => 1]", "[null]", "[NAN]",
]

BINARY = ["+", "-", "*", "/", "%", "**", ".", "&", "|", "^", "<<", ">>", "==", "!=", "===", "!==",
          "<", "<=", ">", ">=", "<=>", "<>", "&&", "||", "and", "or", "xor", "??", "?:"]

UNARY = ["-", "+", "!", "~", "(int)", "(integer)", "(bool)", "(boolean)", "(float)", "(double)",
         "(string)", "(array)", "( binary )", "@"]

ONE = ["strlen", "trim", "ltrim", "rtrim", "strtolower", "strtoupper", "ucfirst", "lcfirst", "strrev",
       "intval", "floatval", "boolval", "strval", "is_string", "is_int", "is_float", "is_bool",
       "is_null", "is_array", "is_numeric", "is_scalar", "is_iterable", "is_countable", "is_object",
       "is_resource", "gettype", "get_debug_type", "abs", "floor", "ceil", "hexdec", "octdec", "bindec",
       "dechex", "decoct", "decbin", "count", "array_keys", "array_values", "array_flip", "array_unique",
       "array_reverse", "array_key_first", "array_key_last", "array_is_list", "array_sum",
       "array_filter", "implode", "max", "min", "urlencode", "rawurlencode", "urldecode",
       "rawurldecode", "base64_encode", "base64_decode", "bin2hex", "dirname", "basename", "parse_url",
       "json_decode", "ord", "chr", "array_merge", "str_split", "round", "is_nan", "sprintf",
       "filter_var", "array_combine", "explode"]

TWO = ["str_contains", "str_starts_with", "str_ends_with", "strpos", "stripos", "strrpos", "strstr",
       "substr", "explode", "implode", "in_array", "array_search", "array_key_exists", "array_merge",
       "array_replace", "array_replace_recursive", "max", "min", "intdiv", "pow", "trim", "str_repeat",
       "array_combine", "array_diff", "array_diff_key", "array_intersect_key", "array_fill_keys",
       "array_slice", "basename", "substr_count", "str_split", "intval", "array_keys"]

FILTERS = ["FILTER_VALIDATE_INT", "FILTER_VALIDATE_BOOL", "FILTER_DEFAULT",
           "FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE",
           "FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 100]]",
           "FILTER_VALIDATE_INT, ['options' => ['default' => 3]]",
           "FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_HEX", "FILTER_VALIDATE_INT, FILTER_FLAG_ALLOW_OCTAL"]

FORMATS = ["%d", "%5d", "%-5d|", "%05d", "%+d", "%u", "%x", "%X", "%o", "%b", "%c", "%s", "%10s|", "%-10s|",
           "%'*10s", "%.2s", "%f", "%.2f", "%08.3f", "%+.1f", "%e", "%.3e", "%E", "%%", "%2$s", "%F", "%.0f"]

URLS = ["http://localhost", "https://u:p@h:8080/p/a?q=1#f", "//host/path", "/only/path", "path?x", "h:80",
        "h:80/x", "mailto:a@b", "file:///etc/x", "http://[::1]:6379/", "redis://:pass@host:6379/2",
        "http://", "http:///x", "http://h:99999", "http://h:0", "x://::abc/?", "tls://h:6380", "unix:///a/b",
        "http://h?q", "http://h#f", "?q", "#f", "a:b", "1:2", "http://a@b@c/", "postgres://u:p%40x@h/db",
        "http://h:/x", "http://u@h", "a/b:80", "http://h/a:80", "::", ":80", "http:/x", "http:x", "data:,x"]

JSONS = ['{"a":1,"b":[1,2.5,"x",null,true]}', "[]", "{}", "1", '"x"', "nul", "null", "TRUE", " [1 , 2] ",
         "[1,]", '{"a":}', '{"a" 1}', "{'a':1}", '"\\u00e9\\ud83d\\ude00"', '"\\ud83d"', "[1", '"a', "01", "-", "-0",
         "1e5", "1.", "12345678901234567890", '{"":1,"0":2,"a":3,"a":4}', "[[[]]]", '"\\x"', "\t1\n", "", "[]x",
         "1.5E-3", '{"5":{"x":[{}]}}', '"\\n\\/"', "tru", "-1", "+1", ".5"]

MORE = r"""
[5 => 'a', 'b', 2 => 'c', 'd']
['08' => 1, '8' => 2, '-0' => 3, '-5' => 4, 9]
[null => 1, true => 2, 1.7 => 3, '1' => 4]
[1, 2, ...[3, 4], ...['k' => 5, 6]]
['x' => 1, ...['x' => 2]]
[1e30 => 1, NAN => 2, -1.9 => 3]
['9223372036854775808' => 1, '-9223372036854775808' => 2, '9223372036854775807' => 3]
[PHP_INT_MAX => 1, 2]
"\0\01\012\0123\x4\x41B\u{e9}\u{1F600}\n\r\t\v\e\f\\\$\"\'\q\x\u"
"\400\777\8"
'\\ \' \n'
b'bin' . b"ary"
0x7fffffffffffffff + 0
0x8000000000000000
0xFFFFFFFFFFFFFFFF
9223372036854775808
-9223372036854775808
0777 + 0o17 + 0O17 + 0b101 + 0B1 + 0X1f
1_000_000 + 0x_1
1_000_000 + 0xF_F + 0b1_1 + 07_7 + 1_0.2_5
.5e1 + 5.E-1 + 1E3
08
0o8
1__0
60 * 60 * 24 * 15
2 ** 3 ** 2
-2 ** 2
(-2) ** 2
2 ** -1
7 . ''
1 + 2 . 3 + 4
'a' . 1 + 2 . 'b'
!true || true && false
!false . 'a'
!1 + 1
!'a' . 'b' == 'b'
-'1' . '2'
(int) '1' . '2'
~1 + 1
@$u['x'] . 'y'
!$u instanceof Foo
+'3' ** 2
true ? 'a' : (false ? 'b' : 'c')
null ?: false ?: 'x'
1 < 2 < 3
1 == 1 == 1
1 < 2 == true
1 <=> 2 <=> 3
$x = 5
[$x = 5, $x + 1, $x .= 'a', $x]
[$a['b']['c'] = 1, $a]
[$a[] = 1, $a[] = 2, $a]
[$a = 'abc', $a[1] = 'X', $a]
[$a = 'abc', $a[5] = 'X', $a]
[$a = 'abc', $a[-1] = 'X', $a]
[$a = 5, $a['x'] = 1]
[$a = null, $a['x'] = 1, $a]
[$a = false, $a['x'] = 1, $a]
[$a = '', $a['x'] = 1, $a]
[$i = 5, $i++, $i, ++$i, $i--, --$i]
[$z = 'a', ++$z]
[$z = 'Az', ++$z]
[$z = 'zZ9', ++$z]
[$z = 'a9-', ++$z]
[$z = '', ++$z]
[$z = '', --$z]
[$z = null, ++$z]
[$z = null, --$z]
[$z = '5.5', ++$z]
[$z = ' 5', ++$z]
[$z = '5 ', ++$z]
[$z = 'abc', --$z]
[$z = '1e2', ++$z]
[$z = true, ++$z]
[$z = PHP_INT_MAX, ++$z]
[$z = PHP_INT_MIN, --$z]
[$z = [], ++$z]
[$z = 1.5, $z++, $z]
[$a = [1, 2], $b = $a, $b[] = 3, $a, $b]
[$a = [1, 2], $b = &$a, $b[] = 3, $a, $b]
[$a = ['x' => ['y' => 1]], $r = &$a['x']['y'], $r = 2, $a]
[[$p, $q] = [1, 2], $p, $q]
[['x' => $p, 'y' => [$q]] = ['x' => 1, 'y' => [2]], $p, $q]
[list($p, , $q) = [1, 2, 3], $p, $q]
[[$p, $q] = null, $p, $q]
[[$p, $q] = [1], $p, $q]
[$p = 1, $q = 2, [$p, $q] = [$q, $p], $p, $q]
$undefined
$undefined['a']['b']
$undefined ?? 'default'
$undefined['a']['b'] ?? 'default'
[$n ??= 5, $n ??= 6]
[$a['x'] ??= 5, $a]
isset($undefined)
isset($undefined['a'])
[$a = ['b' => null, 'c' => 0], isset($a['b']), isset($a['c']), isset($a['c']['d']), empty($a['c']), empty($a['q'])]
[$s = 'abc', isset($s[1]), isset($s[5]), isset($s['1']), isset($s['x']), isset($s[-1]), isset($s['1x']), isset($s[1][0]), $s[0][0]]
'abc'['x'] ?? 'd'
'abc'[10] ?? 'd'
'abc'[1.7]
'abc'['1x']
'abc'[' 1']
'abc'['1.0']
'abc'[[]]
'abc'[true]
[1, 2][[]]
[1, 2, 3][1]
[1, 2, 3]['1']
(function ($x) { return $x * 2; })(21)
(fn($x, $y = 5) => $x + $y)(1)
(fn(int $x) => $x)('5')
(fn(int $x) => $x)('5.5')
(fn(int $x) => $x)('x')
(fn(int $x) => $x)(1.0)
(fn(int $x) => $x)(1.5)
(fn(?int $x) => $x)(null)
(fn(int $x) => $x)(null)
(fn(int|string $x) => $x)(1.5)
(fn(int|float $x) => $x)('1.5')
(fn(string $x) => $x)(15)
(fn(bool $x) => $x)('a')
(fn(float $x) => $x)('3')
(fn(array $x) => $x)('3')
(fn(...$r) => $r)(1, 2, 3)
(fn(...$r) => $r)(...[1, 2], ...['k' => 3])
(fn($a, $b) => $a . $b)(b: 1, a: 2)
(fn($a) => $a)()
(function (): string { return 5; })()
(function (): int { return 'x'; })()
(function () { static $n = 0; return ++$n; })()
(function () use (&$v) { $v = 5; })() ?? $v
[$v = 1, $f = function () use ($v) { return $v; }, $v = 2, $f()][3]
[$v = 1, $f = function () use (&$v) { return $v; }, $v = 2, $f()][3]
[$v = 1, $f = fn() => $v, $v = 2, $f()][3]
array_map(fn($x) => $x ** 2, [1, 2, 'k' => 3])
array_map(null, [1, 2], ['a', 'b', 'c'])
array_map(fn($a, $b) => [$a, $b], [1, 2], ['x' => 3])
array_map('strtoupper', ['a' => 'x'])
array_map('trim', explode(',', 'a , b,  c'))
array_filter([1, 0, 2, null, '', 'a', '0', false, []])
array_filter(['a' => 1, 'b' => 2], fn($k) => $k === 'b', ARRAY_FILTER_USE_KEY)
array_filter(['a' => 1, 'b' => 2], fn($v, $k) => $k === 'b' || $v === 1, ARRAY_FILTER_USE_BOTH)
array_values(array_filter(explode(' ', ' a  b ')))
array_merge([1, 2], [3], ['a' => 1], ['a' => 2, 5 => 6])
array_replace([1, 2, 3], [1 => 'b'], [3 => 'd'])
array_replace_recursive(['a' => [1, 2], 'b' => 1], ['a' => [1 => 'x'], 'b' => ['c']])
array_merge()
array_unique([1, '1', 2, 2.0, 'a', 'A'])
array_search('1', [0, 1, '1'])
array_search('1', [0, 1, '1'], true)
array_slice([1, 2, 3, 'k' => 4, 5], 1, -1)
array_slice([1, 2, 3, 'k' => 4, 5], -2, 5, true)
range(1, 5)
range(5, 1, 2)
range('a', 'e')
range('e', 'a', 2)
range(0, 10, 5)
range(1, 3, 0)
range(3, 1, -1)
str_replace('a', 'b', 'banana')
str_replace(['a', 'n'], ['1', '2'], 'banana')
str_replace(['a', 'n'], 'x', ['banana', 'k' => 'nan', 'z' => [1]])
str_replace(['a', 'n'], ['1'], 'banana')
str_replace('', 'x', 'abc')
str_replace('a', 'aa', 'aXa')
[str_replace('a', 'b', 'banana', $count), $count]
explode(',', 'a,b,c', 2)
explode(',', 'a,b,c', -1)
explode(',', 'a,b,c', -5)
explode(',', 'a,b,c', 0)
explode(',', '')
explode('', 'a')
implode(', ', [1, null, 2.5, true, false, 'x'])
implode([1, 2])
implode('-', ['a' => 1])
substr('abcdef', 2)
substr('abcdef', -2)
substr('abcdef', 1, 3)
substr('abcdef', 1, -1)
substr('abcdef', -3, 2)
substr('abcdef', 10)
substr('abcdef', 0, -10)
substr('abcdef', -10, 3)
substr('abcdef', 3, -4)
strpos('abcabc', 'c', -2)
strpos('abc', '')
strpos('abc', 'a', 5)
strrpos('abcabc', 'c')
strrpos('abcabc', 'c', -2)
strrpos('abcabc', 'abc', -4)
strrpos('abcabc', 'b', 3)
strrpos('abc', '')
stripos('ABC', 'b')
strstr('user@host', '@')
strstr('user@host', '@', true)
trim('  x  ')
trim('xxabcxx', 'x')
trim('abc', 'a..c')
rtrim('1.500', '0')
rtrim("x\n\r\0 ")
ucfirst('élan')
str_pad('5', 3, '0', STR_PAD_LEFT)
str_pad('x', 6, 'ab', STR_PAD_BOTH)
str_pad('x', 4)
str_repeat('ab', 3)
str_repeat('ab', -1)
str_split('abcdef', 4)
str_contains('abc', '')
dirname('/a/b/c')
dirname('/a/b/c', 2)
dirname('/a')
dirname('a')
dirname('/')
dirname('')
dirname('/a/b/')
dirname('/a/b/c', 9)
basename('/a/b.php', '.php')
basename('/a/b/')
basename('.php', '.php')
intval('0x1A', 16)
intval('0x1A', 0)
intval('012', 0)
intval('0b11', 0)
intval('101', 2)
intval('z', 36)
intval(42.99)
intval('42abc')
hexdec('ff')
hexdec('fffffffffffffffff')
hexdec('0xZZ12')
octdec('777')
bindec('1111')
base64_decode('aGVsbG8=')
base64_decode('aGVsbG8')
base64_decode('a G V s b G 8 =')
base64_decode('!!!!', true)
base64_decode('aGVs*bG8=')
base64_encode("a\0b\xff")
json_decode('{"a":{"b":1}}', true)
json_decode('{"a":{"b":1}}', true, 1)
json_decode('[[1]]', true, 1)
json_decode('[[1]]', true, 2)
[json_decode('{', true), json_last_error(), json_last_error_msg()]
[json_decode('[]', true), json_last_error(), json_last_error_msg()]
[json_decode("\x01", true), json_last_error()]
[json_decode("\"\xff\"", true), json_last_error()]
json_decode('{"a":1}', flags: JSON_OBJECT_AS_ARRAY)
json_decode('12345678901234567890', false, 512, JSON_BIGINT_AS_STRING)
json_decode('{', true, 512, JSON_THROW_ON_ERROR)
match(true) { 1 > 2 => 'a', default => 'b' }
match(3) { 1, 2 => 'a', 3, 4 => 'b' }
match('3') { 3 => 'a' }
match(5) { default => 'd', 5 => 'five' }
PDO::MYSQL_ATTR_SSL_CA . \PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT
\RedisCluster::FAILOVER_DISTRIBUTE_SLAVES
PDO::ATTR_TIMEOUT + PDO::ATTR_ERRMODE + PDO::ERRMODE_EXCEPTION
[E_ALL & ~E_NOTICE, E_ALL ^ E_STRICT, E_USER_ERROR | E_WARNING]
[PHP_EOL, PHP_INT_MAX, PHP_INT_SIZE, PHP_OS_FAMILY, DIRECTORY_SEPARATOR, JSON_ERROR_NONE, M_PI, PHP_FLOAT_EPSILON]
[TRUE, False, NULL, \true, \null]
OC::$SERVERROOT . '/apps'
OC::class . \Foo\Bar::class
defined('PHP_EOL')
constant('E_ALL')
constant('PDO::MYSQL_ATTR_SSL_CA')
[define('JUDGE_A', 5), JUDGE_A, defined('JUDGE_A')]
getenv('SURELY_NOT_SET')
getenv('JUDGE_VARIABLE')
getenv('JUDGE_VARIABLE')[0]
getenv('SURELY_NOT_SET')[0]
(string) getenv('SURELY_NOT_SET')
getenv()['JUDGE_VARIABLE']
array_key_exists('JUDGE_VARIABLE', getenv())
gethostname()
file_exists('/etc/passwd') && is_file('/etc/passwd') && is_readable('/etc/passwd') && !is_dir('/etc/passwd')
is_dir('/etc') && file_exists('/etc') && !is_file('/etc')
file_exists('/nonexistent')
@file_get_contents('/nonexistent')
strlen(file_get_contents('/etc/hostname')) > 0
file_get_contents('/etc/hostname', false, null, 1, 2)
file_get_contents('')
throw new Exception('x')
1 % 0
1 / 0
intdiv(PHP_INT_MIN, -1)
PHP_INT_MIN % -1
1 << -1
[] + 1
[] > 5
'abc' * 1
strlen()
strlen('a', 'b')
strlen([])
strtolower(null)
array_key_exists([], [])
count(5)
[...[1, 2], 3]
[...5]
"a{$undefined}b$undefined[x]c{$undefined['x']['y']}d"
[$n = 'name', "$n[0] {$n[1]} ${n} \$n \{$n}"]
[$a = ['k' => ['z' => 1], 3 => 'three', -1 => 'minus'], "$a[3] $a[-1] {$a['k']['z']}"]
[$a = ['k' => 'v'], $k = 'k', "$a[$k] $a[k]"]
"$"
"{$"
"$ {x} { $x }"
strrev(strval(123))
max(1, '2', 3.5) . min([4, 2, 8])
max('abc', 0) . max([1, 2], 5)[0]
abs(-5) . abs('-5.5') . floor(1.7) . ceil('1.2') . round(-2.5)
sprintf('%s is %d years, %05.1f%% %s', 'x', '42abc', 1.25, true)
sprintf('%2$s %1$s', 'a', 'b')
sprintf('%s')
sprintf("%'.10d|%+d|%x|%o|%c|%e", 42, 7, 255, 8, 65, 12345.678)
vsprintf('%s-%s', ['a', 'b'])
is_callable('strlen') ?: 1
(int) '1e1000' . (int) 1e1000
0.1 + 0.2 == 0.3
0.1 + 0.2
1e15 . ' ' . 1e14 . ' ' . 123456789.12345678 . ' ' . -1e-7 . ' ' . 1.0
(string) 1e25 . (string) 0.00001 . (string) 1.5e-10
1.0 . ''
7.0 / 2.0
10 % 3.9
'10' % '3'
'5' + '5.5'
'1.5' + 1
'abc' == 0
'1' == '01'
'10' == '1e1'
100 == '1e2'
null == false
[] == false
'0' == false
'' == null
'a' == 'A'
'abc' <=> 'abd'
[1, 2] == [2 => 1]
['a' => 1, 'b' => 2] === ['b' => 2, 'a' => 1]
array_diff([1, 2, 3], [2])
array_combine(['a', 'b'], [1, 2])
array_combine(['a'], [1, 2])
array_fill_keys(['a', 5, '7'], 0)
array_flip(['a', 'b', 1])
array_key_last([1, 2, 'x' => 3])
in_array('abc', [0])
in_array('1e1', ['10'])
in_array(null, [0])
in_array(0, ['a'], true)
is_numeric('1e5') && !is_numeric('abc') && is_numeric(' 1') && is_numeric('1 ')
(object) ['a' => 1]
new stdClass
clone new stdClass
strlen(...)('abc')
(function () { yield 1; })()
""" + "\n"


def expressions():
    """All of them, one text each."""
    lines = []
    for op in BINARY:
        for a in VALUES:
            for b in VALUES:
                lines.append(f"({a}) {op} ({b})" if op in ("and", "or", "xor") else f"{a} {op} {b}")
    for op in UNARY:
        lines += [f"{op} {v}" for v in VALUES]
    for a in VALUES:
        for b in VALUES:
            lines.append(f"[$s = {a}, $s[{b}]]")
            lines.append(f"[$s = {a}, $s[{b}] ?? 'none', isset($s[{b}]), empty($s[{b}])]")
            lines.append(f"[$k = {b}, [$k => {a}]]")
            lines.append(f"[$x = {a}, $x[{b}] = 1, $x]")
    for name in ONE:
        lines += [f"{name}({v})" for v in VALUES]
    for name in TWO:
        for a in VALUES[::2] + VALUES[-9::2]:
            for b in VALUES:
                lines.append(f"{name}({a}, {b})")
    for f in FILTERS:
        lines += [f"filter_var({v}, {f})" for v in VALUES + ["'yes'", "'on'", "'off'", "'TRUE'", "'+5'", "'05'",
                                                              "'0xff'", "'017'", "'-0'", "' 42 '", "'no'", "'101'"]]
    for f in FORMATS:
        for v in VALUES:
            lines.append(f"sprintf(\"{f.replace('$', chr(92) + '$')}\", {v}, 'second')")
    for u in URLS:
        lines += [f"parse_url('{u}')"] + [f"parse_url('{u}', {c})" for c in range(-1, 9)]
    for j in JSONS:
        q = j.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
        lines += [f"[json_decode('{q}', true), json_last_error()]", f"json_decode('{q}', true, 2)"]
    for up in ("++$z", "--$z", "$z++", "$z--"):
        lines += [f"[$z = {v}, {up}, $z]" for v in VALUES]
    for op in ("+=", "-=", "*=", "/=", "%=", "**=", ".=", "&=", "|=", "^=", "<<=", ">>=", "??="):
        for a in VALUES[::3]:
            lines += [f"[$z = {a}, $z {op} {b}, $z]" for b in VALUES]
    for kind in ("int", "float", "string", "bool", "array", "?int", "int|string", "float|bool", "string|null"):
        lines += [f"(fn({kind} $x) => $x)({v})" for v in VALUES]
        lines += [f"(fn(): {kind} => {v})()" for v in VALUES]
    lines += [line for line in MORE.split("\n") + CORNERS.read_text().split("\n") if line]
    return [line for line in lines if affordable(line)]


HUGE = ("INT_MAX", "1e15", "1234567890", "1e20", "1e19", "9223372036854775807")
GREEDY = ("str_repeat", "str_pad", "range(", "[$x =")


def affordable(line):
    """PHP would need gigabytes for some of these; of -INF with zeros in front it makes "-NF"."""
    if line.startswith('sprintf("%08.3f", -INF'):
        return False
    return not any(big in line and function in line for function in GREEDY for big in HUGE)


if __name__ == "__main__":
    print("\n".join(expressions()))
