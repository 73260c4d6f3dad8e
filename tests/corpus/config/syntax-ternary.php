<?php
$x = 1;
$CONFIG = ['a' => $x ? 'a' : $x ? 'b' : 'c'];
