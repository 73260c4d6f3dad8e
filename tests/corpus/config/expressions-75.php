<?php
$CONFIG = [];
try { $CONFIG[] = (['1' => 1]) or (INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or ('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or ('.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or (' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (['1' => 1]) or ([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (false) xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (PHP_INT_MAX) xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (1e15) xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (NAN) xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('5 apples') xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ('9223372036854775807') xor (['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor (true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor (64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor (1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor (-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor ('ABC'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor ('1.'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ([0]) xor ([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
