<?php
$CONFIG = [];
try { $CONFIG[] = sprintf("%F", 'abc', 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%F", INF, 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%.0f", 42, 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%.0f", -1.5, 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%.0f", 'abc', 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf("%.0f", INF, 'second'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%0$s', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%y', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%ld', 5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%.60f', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = vsprintf('%s', []); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%%'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = sprintf('%5%'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://localhost'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('https://u:p@h:8080/p/a?q=1#f'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('//host/path'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('/only/path'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('path?x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('h:80'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('h:80/x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('mailto:a@b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('file:///etc/x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://[::1]:6379/'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('redis://:pass@host:6379/2'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http:///x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h:99999'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h:0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('x://::abc/?'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('tls://h:6380'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('unix:///a/b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h?q'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h#f'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('?q'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('#f'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('a:b'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('1:2'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://a@b@c/'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('postgres://u:p%40x@h/db'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h:/x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u@h'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('a/b:80'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://h/a:80'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('::'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(':80'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http:/x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http:x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('data:,x'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', -1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 2); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 4); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 6); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('http://u:p@h:1/p?q#f', 8); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url("http://h/a\x01b"); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = [json_decode('{"a":1,"b":[1,2.5,"x",null,true]}', true), json_last_error(), json_last_error_msg()]; } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
