<?php
$CONFIG = [];
try { $CONFIG[] = (fn(): float => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(bool $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): bool => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(array $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): array => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
