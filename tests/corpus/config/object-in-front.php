<?php
($now = new DateTime('2020-01-01'))->setTimezone($zone = new DateTimeZone('UTC'));
$CONFIG['maintenance_window_start'] = (int) $now->format('H');
(new ArrayObject($list = ['a', 'b']))->count();
$CONFIG['list'] = $list;
$CONFIG['has'] = isset($now, $zone);
