<?php
$CONFIG = [];
try { $CONFIG[] = [$z = 1.5, $z .= 2, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z .= 1.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z .= INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z .= 'ABC', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z .= '9223372036854775807', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 1.5, $z .= [1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= 2, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= 1.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= 'ABC', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= '9223372036854775807', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = INF, $z .= [1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= 2, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= 1.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= 'ABC', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= '9223372036854775807', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 'ABC', $z .= [1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= 2, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= 1.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= 'ABC', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= '9223372036854775807', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775807', $z .= [1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= 2, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= 1.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= 'ABC', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= '9223372036854775807', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = [1], $z .= [1], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= 7, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= -2.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= -INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= '5 apples', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= '9223372036854775808', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = 7, $z &= [1, 2], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= 7, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= -2.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= -INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= '5 apples', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= '9223372036854775808', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -2.5, $z &= [1, 2], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= 7, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= -2.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= -INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= '5 apples', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= '9223372036854775808', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = -INF, $z &= [1, 2], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= 7, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= -2.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= -INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= '5 apples', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= '9223372036854775808', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '5 apples', $z &= [1, 2], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= 7, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= -2.5, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= -INF, $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= '5 apples', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= '9223372036854775808', $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [$z = '9223372036854775808', $z &= [1, 2], $z]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
