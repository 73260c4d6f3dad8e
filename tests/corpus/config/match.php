<?php
$env = 'prod';
$CONFIG = [
  'loglevel' => match ($env) { 'dev', 'test' => 0, 'prod' => 2, default => 1 },
  'cond' => match (true) { $env === 'x' => 'a', strlen($env) > 3 => 'long', default => 'short', },
];
