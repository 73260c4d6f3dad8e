<?php
#[Attr(1, 'x')]
function attributed(#[Sensitive] $secret, (A&B)|null|string $typed = null) { return $secret . $typed; }
$f = #[Pure] fn($x) => $x;
$CONFIG = [attributed('s'), $f(5)];
declare(ticks=1) { $CONFIG[] = 'ticks'; }
