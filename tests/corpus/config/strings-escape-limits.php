<?php
$CONFIG = [
  'octal ends after three' => "\1013|\18|\49|\7777|\400",
  'hex ends after two' => "\x41F|\x4|\x4g|\xg|\X41|\x",
  'half a pair' => "\u{D800}\u{0}\u{10FFFF}",
  'digits' => 0x1_F + 0b1_1 + 0o1_7 + 01_7 + 1_000.5_5e1_0,
  'carriage' => ["zZ9", "Az", "a9", "z", "9", "a-9", "Z z"],
  'base64 strict' => [
    base64_decode("QU\0I=", true), base64_decode("QU I=", true), base64_decode("QUI=QQ", true),
    base64_decode("QUI", true), base64_decode("Q", true), base64_decode("QUI=\n", true),
    base64_decode("QUI==", true), base64_decode("QU*I=", true),
  ],
  'base64 lenient' => [base64_decode("QU\0I="), base64_decode("QUI=QQ"), base64_decode("Q*U*I")],
  'base64' => [base64_encode(""), base64_encode("a"), base64_encode("ab"), base64_encode("a\xff\0")],
  'percent' => [urldecode("%4"), urldecode("%4g+%"), rawurldecode("+%2b%2B%41"), urldecode("%")],
  'json' => [
    json_decode('"\ud83d\ude00\u00e9\u0041\/"'), json_decode('"a'), json_decode("\"a\0b\""),
    json_decode("\"a\nb\""), json_decode('"\q"'), json_decode('"\\'), json_decode('"\ud83d"'),
  ],
];
foreach ($CONFIG['carriage'] as $i => $text) {
  $text++;
  $CONFIG['carriage'][$i] = $text;
}
