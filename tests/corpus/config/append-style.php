<?php
$CONFIG['instanceid'] = 'x';
$CONFIG['trusted_domains'][] = 'a.example';
$CONFIG['trusted_domains'][] = 'b.example';
$CONFIG['redis']['host'] = 'localhost';
$CONFIG['redis']['port'] = 6379;
$CONFIG['redis']['ssl_context']['verify_peer'] = false;
