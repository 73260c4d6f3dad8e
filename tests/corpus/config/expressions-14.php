<?php
$CONFIG = [];
try { $CONFIG[] = basename(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = basename([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = parse_url(['a' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode(null); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode(7); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode(1.0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode(-1e19); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode(' 1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode('9223372036854775807'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode([]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = json_decode([[1], [2]]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord(true); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord(63); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord(1.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord(1e100); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord('1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord('1 '); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord('9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord([0]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = ord(['1' => 1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr(false); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr(64); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr(-2.5); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr(0.1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr('-1'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr('1e3'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr('1e1000'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr([1]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = chr([null]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge(0); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge(PHP_INT_MAX); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge(1e3); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge(INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge('1.5'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge('0x1A'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge('-9223372036854775808'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge([1, 2]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = array_merge([NAN]); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(PHP_INT_MIN); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(1e15); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split(-INF); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('abc'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('0.0'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
try { $CONFIG[] = str_split('a'); } catch (\Throwable $t) { $CONFIG[] = 'thrown'; }
