<?php
$CONFIG = [];
try { $CONFIG[] = [1] ^ 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] ^ 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] ^ '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] ^ '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] ^ '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [1] ^ [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ 1; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ 1e20; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ '0'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ '1e1000'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [NAN] ^ [1, 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1 << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 0.0 << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = 1e20 << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '0' << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1 ' << [[1], [2]]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << 63; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << -2.5; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << 'abc'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << '.5'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = '1e1000' << ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
