<?php
$CONFIG = [];
try { $CONFIG[] = ['a' => 1] || ''; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || ' 1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || '9223372036854775808'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || [1]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ['a' => 1] || [NAN]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (null) and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (63) and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-2.5) and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (INF) and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('abc') and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('.5') and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (' ') and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and (1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and (0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and (1e20); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and ('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and ('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([[1], [2]]) and ('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
