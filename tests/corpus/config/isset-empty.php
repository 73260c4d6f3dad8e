<?php
$a = ['n' => null, 'z' => 0, 's' => 'str', 'arr' => []];
$CONFIG = [
  isset($a['n']), isset($a['z']), isset($a['q']), isset($a['s'][1]), isset($a['s'][9]), isset($a['s']['x']),
  isset($a['z']['q']), isset($undef), isset($a, $a['s']), empty($a['z']), empty($a['s']), empty($a['arr']), empty($u['v']),
];
unset($a['s'], $a['never']['there']);
$CONFIG['a'] = $a;
