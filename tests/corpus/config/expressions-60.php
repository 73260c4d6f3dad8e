<?php
$CONFIG = [];
try { $CONFIG[] = '1e1000' << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1, 2] << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1 >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -0.0 >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -1e19 >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1' >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e3' >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '-9223372036854775808' >> ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] >> true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] >> 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] >> 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
