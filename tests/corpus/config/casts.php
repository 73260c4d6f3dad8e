<?php
$CONFIG = [
  (int) '12abc', (int) 12.9, (int) null, (int) [], (float) '1.5x', (string) 1.0, (string) false, (bool) '0', (bool) '0.0',
  (array) 'x', (array) null, (integer) '7', (boolean) 'a', (double) 5, ( string ) 5, (binary) 'b', (int) '0x1A', (int) ' 5',
  intval('0x1A', 16), boolval('false'), strval(1.50), floatval('1e3abc'),
];
