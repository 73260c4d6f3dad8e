<?php
$o = ['a' => null, 'b' => 0];
$CONFIG = [
  $o['a'] ?? 'd', $o['b'] ?? 'd', $o['c']['d'] ?? 'd', $undef ?? $o['zz'] ?? 'last', $_ENV['SURELY_NOT'] ?? 'env',
];
$o['a'] ??= 'set';
$o['b'] ??= 'unset';
$o['n']['e']['w'] ??= 5;
$CONFIG['o'] = $o;
