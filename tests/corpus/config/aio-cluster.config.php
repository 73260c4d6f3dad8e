<?php
$hosts = ['h1' => 7000, 'h2' => null, 'h3' => '7002'];
$seed = function ($host) use ($hosts) {
    return $hosts[$host] ? $host . ':' . (string) $hosts[$host] : null;
};
$CONFIG = array(
  'redis.cluster' => array(
    'timeout' => 0.0,
    'failover_mode' => \RedisCluster::FAILOVER_ERROR,
    'seeds' => array_values(array_filter(array($seed('h1'), $seed('h2'), $seed('h3')))),
  ),
);
if (in_array('h1:7000', $CONFIG['redis.cluster']['seeds'], true)) {
  $CONFIG['redis.cluster']['user'] = 'default';
}
