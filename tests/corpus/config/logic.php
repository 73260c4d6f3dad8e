<?php
$t = true; $f = false;
$CONFIG = [
  $t && $f, $t || $f, !$t, $t and $f, $t xor $t, $f ?: 'x', $t ? 'y' : 'n', !$f && !$f,
  1 <=> 2, 'a' <=> 'a', [1] == ['1'], null == false, '0' == false, '' == null, 'abc' == 0, '1' == '01',
  1 === 1.0, '10' == '1e1', 100 == '1e2', null ?? 'n',
];
$r = true and false;
$CONFIG['and'] = $r;
$q = $f or $CONFIG['or'] = 'ran';
