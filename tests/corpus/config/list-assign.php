<?php
[$host, $port] = explode(':', 'db:5432');
list('a' => $a, 'b' => list($b)) = ['a' => 1, 'b' => [2]];
[, $second] = [1, 2];
[$x, [$y]] = [1, [2, 3]];
[$host2, $port2] = [$port, $host];
[$m['k'], $m['l']] = ['v', 'w'];
$CONFIG = compact2($host, $port, $a, $b, $second, $x, $y, $host2, $port2, $m);
function compact2() { return 'no args'; }
$CONFIG = [$host, $port, $a, $b, $second, $x, $y, $host2, $port2, $m];
