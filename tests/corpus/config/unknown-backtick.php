<?php
$CONFIG = ['a' => `true`, 'b' => "known", 'c' => trim(`echo $undefined {$x['y']}`)];
