<?php
$CONFIG = [];
try { $CONFIG[] = [0] === '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [0] === [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [null] === [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0 !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = PHP_INT_MIN !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 123456789012345678.0 !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '' !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' 1' !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '9223372036854775808' !== [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] !== null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] !== 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] !== -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
