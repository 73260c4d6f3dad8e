<?php
$CONFIG = ['a' => 1];
$CONFIG['b'] = 'abc' * 2;
$CONFIG['c'] = 3;
