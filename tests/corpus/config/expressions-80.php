<?php
$CONFIG = [];
try { $CONFIG[] = (array) 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (array) ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ( binary ) ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ null; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ 2; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ 0.0; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ 1e15; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ INF; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ '-1'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ '1 '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ '9223372036854775807'; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ ' '; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = @ ['a' => 1, 'b' => 2]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
