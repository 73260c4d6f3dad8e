<?php
putenv('LC_ALL=C.UTF-8');
putenv('JUDGE_VARIABLE=overridden');
putenv('JUDGE_TRUE');
$CONFIG = [
  'locale' => getenv('LC_ALL'), 'overridden' => getenv('JUDGE_VARIABLE'), 'gone' => getenv('JUDGE_TRUE'),
  'kept' => getenv('JUDGE_NUMBER'),
];
putenv('JUDGE_VARIABLE=value');
putenv('JUDGE_TRUE=true');
putenv('LC_ALL');
