<?php
$CONFIG = ['a' => 1];
if (!isset($CONFIG['b'])) { exit("bye\n"); }
$CONFIG['b'] = 3;
