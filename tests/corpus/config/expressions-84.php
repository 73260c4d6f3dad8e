<?php
$CONFIG = [];
try { $CONFIG[] = [$x = null, $x['-9223372036854775808'] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = null, $x[['a' => 1, 'b' => 2]] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x[null] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x[64] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x[''] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x['1 '] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x['-9223372036854775808'] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '-1', $x[['a' => 1, 'b' => 2]] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x[null] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x[64] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x[''] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x['1 '] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x['-9223372036854775808'] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = '.5', $x[['a' => 1, 'b' => 2]] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x[null] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x[64] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x[''] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x['1 '] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x['-9223372036854775808'] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$x = [0], $x[['a' => 1, 'b' => 2]] = 1, $x]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
