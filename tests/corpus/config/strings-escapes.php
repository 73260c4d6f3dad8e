<?php
$CONFIG = [
  'single' => 'a\'b\\c\n\t$x {$y}',
  'double' => "a\"b\\c\n\t\r\v\e\f\$x \{$",
  'octal' => "\101\60\7\400",
  'hex' => "\x41\xe9\xG",
  'unicode' => "\u{e9}\u{20AC}\u{1F600}",
  'utf8' => 'größe €',
  'unknown' => "\q\u\8",
  'newline' => 'two
lines',
  'null' => "a\0b",
  'empty' => '',
  'dollar' => "costs 5$ or $5",
];
