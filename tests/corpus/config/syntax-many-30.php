<?php $x = <<<A
text {$b
A;
