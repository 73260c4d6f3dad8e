<?php
$CONFIG = [
  'missing' => $_ENV['SURELY_NOT_SET'] ?? 'fallback',
  'isset' => isset($_ENV['SURELY_NOT_SET']),
];
