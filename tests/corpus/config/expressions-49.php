<?php
$CONFIG = [];
try { $CONFIG[] = [$z = ['1' => 1], $z ??= '1.5', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['1' => 1], $z ??= '.5', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['1' => 1], $z ??= [], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = ['1' => 1], $z ??= [null], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = null + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 63 + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = -2.5 + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = INF + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 'abc' + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '.5' + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ' ' + [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
