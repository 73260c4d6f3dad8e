<?php
function pick() {
  if (random_int(1, 1) === 1) {
    return 'one';
  }
  return 'two';
}
$CONFIG = ['a' => pick(), 'b' => strlen('abc')];
