<?php
$file = __DIR__ . '/secret.txt';
$CONFIG = [
  'dbpassword' => is_readable($file) ? trim(file_get_contents($file)) : 'none',
  'missing' => file_exists('/nonexistent') ? 'x' : 'absent',
  'silenced' => @file_get_contents('/nonexistent') === false ? 'false' : 'text',
  'dir' => is_dir(__DIR__), 'file' => is_file($file),
];
