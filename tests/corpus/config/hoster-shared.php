<?php
# shared hosting: everything hangs on the account's folder
$home = dirname(__DIR__, 2);
$account = basename($home);
list($prefix, $number) = sscanf('db42', '%[a-z]%d') ?? ['db', 0];
$CONFIG = array(
	'dbtype'        => 'mysql',
	'dbhost'        => "mysql.{$account}.example.net:3306",
	'dbname'        => sprintf('%s_nc%02d', 'u1234', 7),
	'dbtableprefix' => 'oc_',
	'apps_paths'    => array(
		array('path' => OC::$SERVERROOT . '/apps', 'url' => '/apps', 'writable' => false),
		array('path' => OC::$SERVERROOT . '/custom_apps', 'url' => '/custom_apps', 'writable' => true),
	),
	'dbpassword'    => <<<'PW'
it's "quoted" $and {braced}
PW,
	'mail_from_address' => strtolower(ucfirst('NoReply')), 'mail_smtpport' => 0x1F5 + 0b110 + 0o100 + 010,
	'logtimezone'   => @date_default_timezone_get(),
	'quota'         => 5 * 1024 ** 3,
	'dbuser'        => null ?? 'u1234',
);
unset($home, $account);
