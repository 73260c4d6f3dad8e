<?php
$CONFIG = ['start' => 1];
try {
  $CONFIG['in'] = 1;
  throw new RuntimeException('x');
  $CONFIG['not'] = 1;
} catch (LogicException $e) {
  $CONFIG['logic'] = 1;
} catch (\RuntimeException | \TypeError $e) {
  $CONFIG['caught'] = 1;
} finally {
  $CONFIG['finally'] = 1;
}
try { $CONFIG['div'] = 1 % 0; } catch (DivisionByZeroError $e) { $CONFIG['div'] = 'zero'; }
try { strlen([]); } catch (\Throwable) { $CONFIG['type'] = 'error'; }
try { try { throw new Exception('inner'); } finally { $CONFIG['f2'] = 1; } } catch (Exception $e) { $CONFIG['outer'] = 1; }
function thrower() { throw new InvalidArgumentException('deep'); }
try { $CONFIG['x'] = thrower(); } catch (InvalidArgumentException $e) { $CONFIG['x'] = 'recovered'; }
