<?php
$s = 'hello';
$CONFIG = [$s[0], $s[-1], $s[4], 'abc'[1], "xyz"[-3], $s[0][0], getenv('SURELY_NOT')[0]];
$s[0] = 'J';
$s[7] = '!';
$CONFIG['s'] = $s;
