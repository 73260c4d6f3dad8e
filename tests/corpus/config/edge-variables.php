<?php
$name = 'dyn';
$$name = 'one';
${'a' . 'b'} = 'two';
$$$undefined_name = 3;
$obj = 'name';
$CONFIG = [$dyn, $ab, $$obj, ${'dyn'}, "${name}", $GLOBALS['nothing'] ?? 'none', ("${'n' . 'ame'}")];
$GLOBALS['g'] = 1;
function fromGlobals() { global $g, $other; $other = 2; return $GLOBALS['g'] . $g . $other; }
$CONFIG[] = fromGlobals();
global $linked;
$linked = 'l';
$CONFIG[] = $linked;
static $st = 5, $st2;
$CONFIG[] = $st;
print 'x';
echo 'a', 'b';
$CONFIG[] = print '';
