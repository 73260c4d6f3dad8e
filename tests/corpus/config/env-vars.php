<?php
$CONFIG = [
  'set' => getenv('JUDGE_VARIABLE'),
  'unset' => getenv('SURELY_NOT_SET'),
  'default' => getenv('SURELY_NOT_SET') ?: 'default',
  'cast' => (string) getenv('SURELY_NOT_SET'),
  'int' => (int) (getenv('JUDGE_NUMBER') ?: 5),
  'has' => getenv('JUDGE_VARIABLE') !== false,
  'lower' => strtolower(getenv('SURELY_NOT_SET')),
  'filter' => filter_var(getenv('JUDGE_TRUE'), FILTER_VALIDATE_BOOLEAN),
  'all' => isset(getenv()['JUDGE_VARIABLE']),
];
foreach (getenv() as $k => $v) {
  if (str_starts_with($k, 'JUDGE_')) {
    $CONFIG['judge'][substr($k, 6)] = $v;
  }
}
if (isset($CONFIG['judge'])) { $keys = $CONFIG['judge']; $CONFIG['judge'] = count($keys); }
