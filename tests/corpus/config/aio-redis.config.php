<?php
if (getenv('REDIS_MODE') !== 'rediscluster') {
  if (getenv('REDIS_HOST')) {
    $CONFIG = array(
      'memcache.distributed' => '\OC\Memcache\Redis',
      'memcache.locking' => '\OC\Memcache\Redis',
      'redis' => array(
        'host' => getenv('REDIS_HOST'),
        'password' => (string) getenv('REDIS_HOST_PASSWORD'),
      ),
    );
    if (getenv('REDIS_PORT')) {
      $CONFIG['redis']['port'] = (int) getenv('REDIS_PORT');
    }
    if (getenv('REDIS_DB_INDEX')) {
      $CONFIG['redis']['dbindex'] = (int) getenv('REDIS_DB_INDEX');
    }
  }
} else {
  $CONFIG = array(
    'redis.cluster' => array(
      'password' => (string) getenv('REDIS_HOST_PASSWORD'),
      'timeout' => 0.0,
      'read_timeout' => 0.0,
      'failover_mode' => \RedisCluster::FAILOVER_ERROR,
      'seeds' => array_values(array_filter(array(
        (getenv('REDIS_HOST') && getenv('REDIS_PORT')) ? (getenv('REDIS_HOST') . ':' . (string)getenv('REDIS_PORT')) : null,
        (getenv('REDIS_HOST_2') && getenv('REDIS_PORT_2')) ? (getenv('REDIS_HOST_2') . ':' . (string)getenv('REDIS_PORT_2')) : null,
      ))),
    ),
  );
}
