<?php
$CONFIG = [];
try { $CONFIG[] = ['a' => 1] ** INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] ** 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] ** '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] ** ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] ** [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' . ['1' => 1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . true; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . 64; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . 1e3; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . -INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . 'ABC'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . '1.'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' . []; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
