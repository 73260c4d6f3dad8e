<?php
$CONFIG = [];
try { $CONFIG[] = ([[1], [2]]) and ([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (true) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (64) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e3) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (-INF) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('ABC') or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('1.') or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([]) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or (null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or (63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or (-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
