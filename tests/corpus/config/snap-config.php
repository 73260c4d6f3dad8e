<?php
$data_dir = getenv('NEXTCLOUD_DATA_DIR');
$snap_name = getenv('SNAP_NAME') ?: 'nextcloud';
$CONFIG = array(
    'apps_paths' => array (
        0 => array (
            'path' => '/snap/' . $snap_name . '/current/htdocs/apps',
            'url' => '/apps',
            'writable' => false,
        ),
        1 => array (
            'path' => '/var/snap/' . $snap_name . '/current/nextcloud/extra-apps',
            'url' => '/extra-apps',
            'writable' => true,
        ),
    ),
    'supportedDatabases' => array('mysql'),
    'memcache.locking' => '\OC\Memcache\Redis',
    'memcache.local' => '\OC\Memcache\Redis',
    'redis' => array(
        'host' => getenv('REDIS_SOCKET') ?: "/tmp/sockets/redis.sock",
        'port' => 0,
    ),
    'log_type' => 'file',
    'logfile' => $data_dir.'/nextcloud.log',
    'logfilemode' => 0640,
);
