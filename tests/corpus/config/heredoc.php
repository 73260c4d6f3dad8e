<?php
$host = 'h';
$arr = ['k' => 'v', 'n' => ['m' => 5]];
$CONFIG = [
  'plain' => <<<EOT
line 1
  line 2 "quoted" \t tab \\ backslash
EOT,
  'vars' => <<<"EOT"
    host=$host
      key=$arr[k] {$arr['n']['m']} ${host}
    EOT,
  'raw' => <<<'EOT'
  $host {$arr['k']} \t
    more
  EOT,
  'empty' => <<<X
X,
  'concat' => <<<X
  a
  X . 'b',
];
$CONFIG['last'] = <<<END
EN
ENDING
END;
