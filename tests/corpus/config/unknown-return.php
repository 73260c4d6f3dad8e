<?php
$CONFIG = ['a' => 1, 'b' => 2];
if (random_int(1, 1) === 2) {
  return;
}
$CONFIG['b'] = 3;
