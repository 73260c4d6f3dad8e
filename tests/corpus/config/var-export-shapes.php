<?php
$CONFIG = array (
  'a' => NULL,
  'b' => 1.0E+100,
  'c' => 1.0,
  'd' => -9223372036854775807-1,
  'e' => 'a' . "\0" . 'b',
  'f' => INF,
  'g' => -INF,
  'h' => NAN,
  'i' => 0.1,
  'j' => -0.0,
  'k' =>
  array (
  ),
  'l' =>
  array (
    -5 => 'minus',
    '' => 'empty',
    '0x1' => 'text',
  ),
  'm' => true,
  'n' => -1,
  'o' => '\'quoted\' \\ back',
);
