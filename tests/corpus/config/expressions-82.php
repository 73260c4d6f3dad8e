<?php
$CONFIG = [];
try { $CONFIG[] = (fn(?int $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(?int $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): ?int => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(int|string $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): int|string => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(float|bool $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => '-9223372036854775808')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): float|bool => ['a' => 1, 'b' => 2])(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(0.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(' '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(string|null $x) => $x)(['a' => 1, 'b' => 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => null)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => 64)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => 1e15)(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => '')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = (fn(): string|null => '1 ')(); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
