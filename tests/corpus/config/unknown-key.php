<?php
$CONFIG = ['a' => 1];
$other = ['x' => 1];
$other[uniqid()] = 5;
$other['y'] = 2;
$CONFIG['other'] = $other;
$CONFIG['merged'] = array_merge(['z' => 1], $other, ['w' => 3]);
$CONFIG['b'] = 2;
