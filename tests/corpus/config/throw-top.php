<?php
$CONFIG = ['a' => 1, 'b' => 2];
throw new Exception('stop');
$CONFIG['b'] = 3;
