<?php
$CONFIG = array (
  'trusted_domains' => array_merge(['localhost'], explode(' ', trim(shell_exec('hostname -I') ?: '')), ['cloud']),
  'trusted_proxies' => [...array_filter(explode(',', getenv('SURELY_NOT_SET') ?: '')), '10.0.0.0/8'],
  'seeds' => [...dns_get_record('redis.invalid') ?: [], 'redis:6379'],
);
$CONFIG['trusted_domains'][] = 'last.example.com';
$CONFIG['trusted_proxies'][] = '192.168.0.0/16';
sort($CONFIG['trusted_proxies']);
$CONFIG['preview_providers'] = array_map(fn($name) => 'OC\Preview\\' . $name, ['PNG', 'JPEG']);
$CONFIG['loglevel'] = ['debug' => 0, 'info' => 1][strtolower(getenv('SURELY_NOT_SET') ?: 'INFO')] ?? 2;
