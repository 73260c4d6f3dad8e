<?php
$CONFIG = array (
  'trusted_domains' => array ('cloud.example.com', 'cloud.example.org'),
  'dbtype' => 'mysql',
);
switch ($_SERVER['HTTP_HOST'] ?? '') {
	case 'cloud.example.org':
		$CONFIG['overwrite.cli.url'] = 'https://cloud.example.org';
		break;
	case 'intern':
		$CONFIG['overwrite.cli.url'] = 'http://intern';
		break;
	default:
		$CONFIG['overwrite.cli.url'] = 'https://cloud.example.com';
}
foreach ($_SERVER as $name => $value) {
	if (strpos($name, 'REDIS_') !== 0) {
		continue;
	}
	$CONFIG['redis'][strtolower(substr($name, 6))] = $value;
	break;
}
$CONFIG['dbhost'] = '127.0.0.1';
$CONFIG['dbname'] = 'nextcloud';
