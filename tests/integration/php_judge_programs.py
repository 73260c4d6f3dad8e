# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs for the judge that hang on something which only PHP knows.

`mystery()` and `risky()` exist in PHP alone, and do something else in each world (see PRELUDE): the
first returns another value, the second throws in some. What src/php claims to know of such a program
must be true in every world.
"""
import random

WORLDS = 6

PRELUDE = """<?php
define('WORLD', %d);
function mystery($n = 0) {
	$values = [false, 'k', ['k' => 'm', 'z' => 'n', 7], 1, '', ['x', 'y']];
	return $values[(WORLD + 5 * $n) %% count($values)];
}
function risky($n = 0) {
	if ((WORLD >> ($n %% 3)) & 1) {
		throw new RuntimeException('risky');
	}
	return 'safe';
}
"""

# Each is the body of a file. Whatever was found wrong once has its line here.
BY_HAND = r"""
$CONFIG = ['k' => 1, ...(array) mystery()]; $CONFIG['b'] = [...(array) mystery(2), 'end'];
$CONFIG['a'] = array_merge((array) mystery(), ['last']); $CONFIG['a'][] = 'more';
$x = array_merge([], (array) mystery(1)); $CONFIG['a'] = $x ? 1 : 2; $CONFIG['b'] = empty($x); $CONFIG['c'] = !$x;
$x = array_merge([], (array) mystery(1)); $CONFIG['a'] = $x == null; $CONFIG['b'] = $x && true; $CONFIG['c'] = (bool) $x;
$x = array_merge([], (array) mystery(1)); if ($x) { $CONFIG['a'] = 1; } else { $CONFIG['b'] = 2; } while ($x) { $CONFIG['c'] = 1; break; }
$x = array_merge([], (array) mystery(1)); $CONFIG['a'] = array_filter([$x]); $CONFIG['b'] = $x ?: 'none'; $CONFIG['c'] = boolval($x);
$CONFIG['l'] = [3, 1, 2]; if (mystery()) { sort($CONFIG['l']); }
$CONFIG['l'] = [3, 1, 2]; if (mystery()) { array_push($CONFIG['l'], 5); } $CONFIG['l'][] = 9;
$f = function (&$x) { $x = 'f'; }; $CONFIG['a'] = 1; if (mystery()) { $f($CONFIG['a']); }
$v = 1; $f = function () use (&$v) { $v = 2; }; if (mystery()) { $f(); } $CONFIG['v'] = $v;
$v = 1; $f = function () use (&$v) { $v = 2; }; $x = mystery() ? $f() : 5; $CONFIG['v'] = $v;
$v = 1; $f = function () use (&$v) { $v = 2; }; call_user_func_array($f, []); $CONFIG['v'] = $v;
$v = []; $w = ['p' => 1]; array_walk($w, function ($x, $k) use (&$v) { $v[] = $k; }); $CONFIG['v'] = $v; $CONFIG['w'] = $w;
$v = 0; $w = [2, 1]; usort($w, function ($a, $b) use (&$v) { $v++; return $a - $b; }); $CONFIG['v'] = $v; $CONFIG['w'] = $w;
$v = 'a'; $s = preg_replace_callback('/x/', function ($m) use (&$v) { $v = $m[0]; return 'y'; }, 'axb'); $CONFIG = ['v' => $v, 's' => $s];
$CONFIG['l'] = [1, 2]; if (mystery()) { foreach ($CONFIG['l'] as &$e) { $e = 'x'; } }
$CONFIG['l'] = [1, 2]; $CONFIG['m'] = 5; if (mystery()) { $r = &$CONFIG['m']; $r = 6; }
$CONFIG['m'] = 5; $r = &$CONFIG['m']; if (mystery()) { $r = 6; }
$CONFIG['m'] = 5; $r = 1; if (mystery()) { $r = &$CONFIG['m']; } $r = 7;
try { if (mystery()) { throw new Exception('x'); } $CONFIG['a'] = 1; } catch (Exception $e) { $CONFIG['a'] = 2; $CONFIG['b'] = 3; }
try { $s = risky(); $CONFIG['a'] = 1; } catch (Exception $e) { $CONFIG['a'] = 2; $CONFIG['b'] = 3; } $CONFIG['c'] = 4;
$CONFIG['a'] = 0; try { $CONFIG['b'] = 1; $s = risky(); $CONFIG['a'] = 1; } catch (Exception $e) { $s = 'none'; } $CONFIG['s'] = $s;
try { $CONFIG[] = [1, risky()]; } catch (Exception $e) { $CONFIG[] = 'thrown'; } $CONFIG[] = 'next';
try { $x = JUDGE_NO_SUCH_CONSTANT; $CONFIG['a'] = 1; } catch (Error $e) { $CONFIG['a'] = 2; } $CONFIG['b'] = 3;
try { $x = OC::NO_SUCH_CONSTANT; $CONFIG['a'] = 1; } catch (Error $e) { $CONFIG['a'] = 2; }
try { risky(); $CONFIG['l'][] = 'x'; $d['k'] = 1; } catch (Exception $e) { $x = 1; } $CONFIG['d'] = $d ?? 0;
try { try { risky(); $CONFIG['a'] = 1; } finally { $CONFIG['b'] = 2; } } catch (Exception $e) { $CONFIG['c'] = 3; }
$f = function () { try { risky(); return 'a'; } catch (Exception $e) { return 'b'; } }; $CONFIG['a'] = $f();
$f = function () { risky(); return 'a'; }; try { $CONFIG['a'] = $f(); } catch (Exception $e) { $CONFIG['a'] = 'b'; }
$f = function () { if (mystery()) { return 'a'; } return 'b'; }; $CONFIG['a'] = $f();
$f = function () use (&$CONFIG) { if (mystery()) { return; } $CONFIG['a'] = 1; }; $CONFIG['a'] = 0; $f();
$CONFIG['a'] = 1; foreach ((array) mystery() as $k => $v) { $CONFIG[$k] = $v; } $CONFIG['z'] = 5;
$CONFIG['a'] = 1; foreach ([1, 2, 3] as $i) { if (mystery($i)) { continue; } $CONFIG['a'] = $i; $CONFIG['b'][] = $i; }
$CONFIG['a'] = 1; foreach ([1, 2, 3] as $i) { if (mystery($i)) { break; } $CONFIG['a'] = $i; } $CONFIG['z'] = 1;
switch (mystery()) { case 'k': $CONFIG['a'] = 1; break; case 1: $CONFIG['a'] = 2; default: $CONFIG['b'] = 3; } $CONFIG['z'] = 'known';
foreach ([1, 2] as $i) { switch (mystery()) { case 'k': continue 2; case 1: break 2; } $CONFIG['a'] = $i; } $CONFIG['z'] = 1;
$i = 0; while ($i < 3) { $i++; if (mystery($i)) { break; } } $CONFIG['i'] = $i;
$n = 0; while (mystery($n) && $n < 5) { $n++; break; } $CONFIG['n'] = $n; $CONFIG['z'] = 1;
$s = str_replace('m', 'x', mystery(2), $count); $CONFIG['c'] = $count; $count = 5;
$j = json_decode(implode(',', (array) mystery()), true); $CONFIG['e'] = json_last_error(); $CONFIG['m'] = json_last_error_msg();
json_decode('{'); if (mystery()) { json_decode('1'); } $CONFIG['e'] = json_last_error();
$CONFIG['k'] = array_keys(['a' => mystery(), 'b' => 'k', 'c' => 1], 'k'); $CONFIG['d'] = count($CONFIG['k']);
$x ??= mystery() ?: ($y = 1); $CONFIG['y'] = $y ?? 0;
$x = mystery(); $x ??= ($y = 5); $CONFIG['y'] = $y ?? 0; $CONFIG['x'] = $x;
$x = mystery() && ($y = 3); $z = mystery(1) || ($w = 4); $CONFIG = [$y ?? 0, $w ?? 0, isset($x, $z)];
$CONFIG['a'] = ['b' => 1]; $CONFIG['a'][mystery() ? 'b' : 'c'] = 2; $CONFIG['a']['d'] = 3;
unset($CONFIG['q']); $CONFIG['a'] = 1; $CONFIG['b'] = 2; if (mystery()) { unset($CONFIG['a']); } $CONFIG['has'] = isset($CONFIG['a']);
[$p, $q] = (array) mystery() + [8, 9]; $CONFIG = [$p, $q];
['k' => $p] = (array) mystery() + ['k' => 9]; $CONFIG = [$p];
$CONFIG['a'] = (array) mystery() + ['k' => 'default', 'y' => 2];
$CONFIG['a'] = ['k' => 'first'] + (array) mystery();
$CONFIG['a'] = array_replace_recursive(['r' => ['k' => 1, 'p' => 2]], ['r' => mystery()], ['r' => ['q' => 3]]);
$CONFIG['a'] = array_replace(['k' => 1], (array) mystery(), ['z' => 3]); $CONFIG['n'] = count($CONFIG['a']);
$CONFIG['a'] = array_values((array) mystery()); $CONFIG['a'][0] = 'first'; $CONFIG['a'][] = 'next';
if (mystery()) { define('JUDGE_P_1', 1); } $CONFIG['d'] = defined('JUDGE_P_1');
if (mystery()) { $x = 'X'; } $f = fn() => $x ?? 'none'; $CONFIG['f'] = $f();
extract((array) mystery()); $f = fn() => $k ?? 'none'; $CONFIG['f'] = $f(); $CONFIG['k'] = $k ?? 'n';
$CONFIG['s'] = 'abc'; if (mystery()) { $CONFIG['s'][0] = 'X'; }
$x = 'a'; $$x = 5; ${mystery() ? 'b' : 'a'} = 6; $CONFIG = ['a' => $a ?? 0, 'b' => $b ?? 0];
$i = 5; $x = mystery() ? $i++ : --$i; $CONFIG['i'] = $i;
$m = match (mystery()) { 'k' => $t = 1, 1 => $t = 2, default => 0 }; $CONFIG['t'] = $t ?? 'no'; $CONFIG['m'] = $m;
$m = match (true) { false => 1, (bool) mystery() => $t = 2, default => $u = 3 }; $CONFIG = ['t' => $t ?? 0, 'u' => $u ?? 0, 'm' => $m];
$f = function (...$p) use (&$v) { $v = count($p); return $v; }; $CONFIG['n'] = $f(...(array) mystery()); $CONFIG['v'] = $v;
$v = 1; array_map(function ($x) use (&$v) { $v = $x; }, (array) mystery()); $CONFIG['v'] = $v;
$v = 1; array_filter((array) mystery(), function ($x) use (&$v) { $v = 2; return true; }); $CONFIG['v'] = $v;
$f = function () { static $n = 0; return ++$n; }; if (mystery()) { $f(); } $CONFIG['n'] = $f();
$g = function (array &$a, $v) { $a[] = $v; }; $CONFIG['l'] = [1]; $g($CONFIG['l'], mystery()); $g($CONFIG['l'], 3);
$o = mystery(); ($y = 4) && $o; $CONFIG['y'] = $y; $CONFIG['n'] = isset($o[0]);
preg_match('/(\d+)/', 'abc123', $m); $CONFIG['m'] = $m[1] ?? 'none'; $CONFIG['n'] = count($m);
preg_match(pattern: '/b/', subject: 'abc', matches: $m); $CONFIG['m'] = $m[0] ?? 'none';
mb_parse_str('a=1&b=2', $out); parse_str('a=1&b=2', $two); $CONFIG = ['o' => $out['a'] ?? 0, 't' => $two['b'] ?? 0];
$CONFIG['l'] = ['b' => 1, 'a' => 2]; ksort($CONFIG['l']); $CONFIG['first'] = array_key_first($CONFIG['l']);
$l = [3, 1, 2]; $m = &$l; sort($m); $CONFIG['l'] = $l; $CONFIG['last'] = end($l);
$l = ['a' => 1]; if (mystery()) { $l['b'] = 2; } $CONFIG = [count($l), array_keys($l), array_key_exists('b', $l), array_values($l)];
$l = ['a' => 1, 'b' => 2]; if (mystery()) { unset($l['a']); } $CONFIG = [count($l), array_key_first($l), array_key_exists('a', $l)];
$l = []; if (mystery()) { $l['x'] = 1; } $CONFIG['e'] = $l ? 'full' : 'empty'; $CONFIG['n'] = empty($l); $CONFIG['f'] = array_filter([$l]);
$l = [1]; if (mystery()) { $l[5] = 2; } $l[] = 3; $CONFIG['l'] = $l;
$l = ['a' => 1]; if (mystery()) { $l['b'] = 2; } foreach ($l as $k => $v) { $CONFIG[$k] = 'seen'; } $CONFIG['k'] = $k;
$l = ['a' => 1]; if (mystery()) { $l['b'] = 2; } foreach ($l as $k => &$v) { $v = 'seen'; } unset($v); $CONFIG['l'] = $l;
$l = [1]; if (mystery()) { unset($l[0]); } $CONFIG['s'] = [...$l, 'z']; $CONFIG['m'] = array_merge($l, ['z']); $CONFIG['p'] = $l + ['p', 'q'];
$l = ['a' => 1]; if (mystery()) { $l['b'] = 2; } $m = $l['b'] ?? 'none'; $CONFIG['c'] = count(['m' => $m]); $CONFIG['d'] = $l + ['b' => 3];
if (mystery()) { extract(['a' => 5]); } $CONFIG['a'] = $a ?? 0; $CONFIG['b'] = 1;
for ($i = 0; $i < 3 && !mystery($i); $i++) { $CONFIG['a'][] = $i; } $CONFIG['i'] = $i;
do { $CONFIG['n'] = ($CONFIG['n'] ?? 0) + 1; } while (mystery($CONFIG['n']) && $CONFIG['n'] < 4); $CONFIG['z'] = 1;
$CONFIG['a'] = 1; if (mystery()): $CONFIG['a'] = 2; elseif (mystery(1)): $CONFIG['b'] = 1; else: $CONFIG['c'] = 1; endif; $CONFIG['z'] = 1;
$CONFIG['a'] = "x{$undefined}y" . mystery() ; $CONFIG['b'] = [mystery() ? 'p' : 'q' => 1, 'q' => 2];
foreach (['a' => mystery(), 'b' => 2] as $k => $v) { if ($v) { $CONFIG[$k] = $v; } }
foreach (array_filter(['a' => 'x', 'b' => mystery(), 'c' => '']) as $k => $v) { $CONFIG[$k] = $v; }
$c = ['a' => 1]; $d = $c; if (mystery()) { $d['a'] = 2; } $CONFIG = ['c' => $c, 'd' => $d];
$c = ['a' => 1]; $d = &$c['a']; $e = $c; if (mystery()) { $d = 2; } $CONFIG = ['c' => $c, 'e' => $e];
if (!function_exists('judge_helper_p')) { function judge_helper_p($x = 1) { return $x + 1; } } $CONFIG['h'] = judge_helper_p(4);
$CONFIG['c'] = class_exists('OC') ? 'yes' : 'no'; $CONFIG['e'] = extension_loaded('nothing') ? 'yes' : 'no';
$p = strtok('a,b', ','); $CONFIG['p'] = $p; $CONFIG['q'] = ucwords('a b'); $CONFIG['z'] = number_format(5);
""".strip().split("\n")

CONDITIONS = ["mystery()", "mystery(1)", "mystery(2) === 'k'", "!mystery(3)", "$a", "$b > 2", "true", "false",
              "isset($CONFIG['p'])", "empty($c['k'])", "mystery() && $a", "$a || mystery(1)", "is_array($b)",
              "count((array) $c) > 1", "in_array(1, (array) $b)", "isset($c['k'], $a)", "$a == $b", "($b = mystery(2))"]

VALUES = ["1", "'v'", "null", "false", "2.5", "[1, 2]", "['k' => 1, 'z' => 2]", "$a", "$b", "$c", "mystery()",
          "mystery(1)", "(array) mystery(2)", "[mystery(), 5]", "['k' => mystery(4)]", "(array) $a + ['k' => 9]",
          "array_merge((array) $c, ['x'])", "array_merge(['k' => 0], (array) $b)", "$CONFIG['p'] ?? 'none'",
          "implode(',', array_keys((array) $c))", "count((array) $b)", "$a ?: 'empty'", "mystery() ?: 'm'",
          "array_filter((array) $c)", "array_values((array) $b)", "[...array_values((array) $c), 'tail']",
          "array_map(fn($q) => is_array($q) ? 'A' : $q . '!', (array) $b)", "(string) (is_array($a) ? 'arr' : $a)",
          "is_array($c) ? 'yes' : 'no'", "$c['k'] ?? 'nokey'", "match(true) { (bool) $a => 'am', default => 'dm' }",
          "array_key_exists('k', (array) $b)", "array_slice((array) $c, 0, 1)", "array_reverse((array) $c)",
          "array_replace(['k' => 'r'], (array) $a)", "array_search(1, (array) $b)", "current((array) $c)",
          "array_unique((array) $b, SORT_REGULAR)", "$c['k']['n'] ?? [3]", "isset($CONFIG['r']['s']) ? 's' : 'no s'",
          "array_combine(array_keys((array) $b), array_keys((array) $b))", "[$a, ...array_values((array) $b)]",
          "array_fill_keys(['p', mystery(1) ? 'x' : 'y'], 1)", "array_diff_key((array) $b, (array) $c)",
          "array_replace_recursive(['k' => ['n' => 1]], ['k' => $c])", "max(count((array) $a), count((array) $b))",
          "array_pop($b)", "array_shift($c['k'])", "end($b)", "str_replace('b', mystery(1) ? 'x' : 'y', 'abc', $d)",
          "json_encode($a)", "array_map(function ($q) use (&$d) { $d = 1; return 1; }, (array) $b)",
          "(fn($q) => $q . ($d ?? ''))(is_array($a) ? 'A' : $a)", "in_array('b', (array) $b, true)",
          "!$a", "(bool) $b", "$a <=> $b", "is_string($a) ? $a[0] ?? '' : 5", "(function () use (&$a) { $a = 'by ref'; return 1; })()"]

# PHP walks along with what is appended meanwhile, so nothing may be.
BY_REFERENCE = ["$w = 5;", "$a = $w;", "if (mystery()) { break; } $w = 1;", "if (mystery(1)) { $w = 2; }",
                "$CONFIG['q'] = $w; continue; $a = 1;", "if ($w) { unset($w); }", "$w = mystery(3);"]

PLACES = ["$a", "$b", "$c", "$CONFIG['p']", "$CONFIG['q']", "$CONFIG['r']['s']", "$CONFIG['l'][]", "$d['k']"]


class Writer:
    """Writes one random program; the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, choices):
        return self.random.choice(choices)

    def block(self, depth, in_loop):
        return " ".join(self.statement(depth + 1, in_loop) for _ in range(self.random.randint(1, 3)))

    def assignment(self):
        place = self.pick(PLACES)
        if self.random.random() < 0.15 and not place.endswith("[]"):
            return f"{place} ??= {self.pick(VALUES)};"
        if self.random.random() < 0.1 and place in ("$a", "$b", "$c"):
            return f"['p' => {place}] = ['p' => {self.pick(VALUES)}];"
        return f"{place} = {self.pick(VALUES)};"

    def compound(self, depth, in_loop):
        kind = self.random.randrange(9)
        inner = self.block(depth, in_loop)
        if kind <= 2:
            other = f" else {{ {self.block(depth, in_loop)} }}" if self.random.random() < 0.5 else ""
            return f"if ({self.pick(CONDITIONS)}) {{ {inner} }}{other}"
        if kind == 3:
            return f"foreach ((array) {self.pick(VALUES)} as $k => $v) {{ {self.block(depth, True)} }}"
        if kind == 4:
            return (f"switch ({self.pick(['$a', 'mystery(2)', '$b'])}) {{ case 'k': {inner} "
                    f"{self.pick(['break;', ''])} case 1: {self.block(depth, in_loop)} break; "
                    f"default: {self.block(depth, in_loop)} }}")
        if kind == 5:
            return (f"try {{ {inner} {self.pick(['risky();', '$c = risky(1);', ''])} {self.block(depth, in_loop)} }} "
                    f"catch (Exception $e) {{ {self.block(depth, in_loop)} }}"
                    f"{self.pick(['', ' finally { ' + self.assignment() + ' }'])}")
        if kind == 6:
            return f"$c = (array) $c; foreach ($c as &$w) {{ {self.pick(BY_REFERENCE)} }} unset($w);"
        if kind == 7:
            n = f"$n{depth}"
            return f"{n} = 0; while ({n} < 2 && ({self.pick(CONDITIONS)} || {n} < 1)) {{ {n}++; {self.block(depth, True)} }}"
        return f"$f = function (&$x) use (&$b) {{ {self.pick(['$x = 1;', '$b = 2;', 'if (mystery()) return; $x = 3;'])} }}; " \
               f"{self.pick(['$f($a);', 'if (mystery(1)) { $f($c); }', '$CONFIG[chr(112)] = $f($a);'])}"

    def rare(self):
        v = self.pick(["$a", "$b", "$c"])
        return self.pick([
            f"extract(['a' => {self.pick(VALUES)}]);", f"${{{self.pick(['chr(97)', 'chr(98)'])}}} = {self.pick(VALUES)};",
            f"list($a, $b) = [{self.pick(VALUES)}, {self.pick(VALUES)}];", f"{v} = (array) {v}; array_push({v}, 'pushed');",
            f"{v} = (array) {v}; ksort({v});", f"{v} = (array) {v}; {v}[mystery(1) ? 'k' : 0] = 'keyed';",
            f"if (is_array({v})) {{ unset({v}[mystery(2) ? 'k' : 0]); }}", "$d = 'x'; $d .= mystery(1) ? 'y' : '';",
            f"$g = fn() => {v}; {v} = {self.pick(VALUES)}; $CONFIG['q'] = $g();", f"$s = {v}; {v} = null; $CONFIG['p'] = $s;",
            f"foreach ($CONFIG as $k => $v) {{ if ({self.pick(CONDITIONS)}) {{ $CONFIG[$k] = {self.pick(VALUES)}; }} }}",
            f"$h = function () use (&$a, &$b) {{ if (mystery(1)) {{ return 'early'; }} $a = 1; return $b; }}; "
            f"{self.pick(['$c = $h();', '$c = mystery() ? $h() : 2;', 'array_map($h, (array) $b);', 'call_user_func($h);'])}",
            "$b = (array) $b; usort($b, fn($x, $y) => 0);",
            "$b = (array) $b; array_walk($b, function (&$x) use (&$c) { $x = 1; $c = 'walked'; });",
        ])

    def statement(self, depth, in_loop):
        chance = self.random.random()
        if depth < 3 and chance < 0.38:
            return self.compound(depth, in_loop)
        if chance < 0.43:
            return self.rare()
        if chance < 0.46:
            return f"unset({self.pick(PLACES[:6])});"
        if chance < 0.5 and in_loop:
            return f"if ({self.pick(CONDITIONS)}) {{ {self.pick(['break;', 'continue;'])} }}"
        if chance < 0.52:
            return f"if ({self.pick(CONDITIONS)}) {{ return; }}"
        if chance < 0.56:
            return f"$r = &{self.pick(PLACES[:5])}; $r = {self.pick(VALUES)}; unset($r);"
        if chance < 0.6:
            return f"$x = {self.pick(CONDITIONS)} {self.pick(['&&', '||', 'and', 'or'])} ({self.assignment()[:-1]});"
        return self.assignment()

    def program(self):
        text = " ".join(self.statement(0, False) for _ in range(self.random.randint(2, 6)))
        return f"$CONFIG = []; $a = 1; $b = [1, 'k' => 'b']; $c = ['k' => 'c']; {text} $CONFIG['z'] = [$a, $b, $c, $d ?? 0];"


def programs(count):
    """Those written by hand, and COUNT random ones."""
    return BY_HAND + [Writer(seed).program() for seed in range(count)]
