<?php
[$a, $b] = exec('true') ? [1, 2] : [3, 4];
[$p, [$q]] = [1, exec('true')];
$CONFIG = ['a' => $a, 'p' => $p, 'q' => $q, 'k' => 'known'];
$CONFIG['s'] = [...array_filter([exec('true')]), 'x' => 1];
$r = exec('true');
$CONFIG['t'] = $r['x']['y'] ?? 'd';
$r['set'] = 1;
$CONFIG['r'] = $r['set'];
$CONFIG['u'] = [1, 2][$r['n']];
$CONFIG['v'] = match ($r['z']) { 1 => $w = 5, default => 2 };
$CONFIG['w'] = $w ?? 'no';
$r['x'] && $y = 1;
$CONFIG['y'] = isset($y);
$CONFIG['z'] = array_merge($r['a'], ['b' => 1], ['c' => 2]);
$CONFIG['m'] = array_replace_recursive($r['a'], ['b' => ['c' => 2]]);
$CONFIG['o'] = [1, $r['q']] == [1, 2];
$CONFIG['cnt'] = count($CONFIG['z']);
$CONFIG['ake'] = array_key_exists('q', $CONFIG['z']);
foreach ($CONFIG['z'] as $kk => $vv) { $CONFIG['seen'][$kk] = $vv; }
switch ($r['q']) { case 1: $CONFIG['sw'] = 1; break; default: $CONFIG['sw'] = 2; }
while ($r['q']) { $CONFIG['wh'] = 1; }
for (; $r['q'];) { $CONFIG['fo'] = 1; }
$CONFIG['inst'] = $r['q'] instanceof Foo;
$CONFIG['dyn'] = ${$r['q']};
$f = $r['fn']; $CONFIG['called'] = $f(1); $CONFIG['cb'] = array_map($r['fn'], [1]);
$CONFIG['flt'] = array_filter([1, 2], $r['fn']);
$CONFIG['spread'] = max(...$r['q']);
$CONFIG['method'] = [$obj, 'name'](1);
$CONFIG['prop'] = $obj->a->{'b' . 1}->$c?->d(1)::$x;
$CONFIG['gen'] = (function () { $x = yield 1 => 2; yield; yield from [1]; })();
$CONFIG['inc'] = include $r['file'];
