<?php $x = <<<'A'
  x
 y
  A;
