<?php

/**
 * This is a documentation of all supported options. Do not use it as it is.
 */

$CONFIG = [
/** Default Parameters **/

/**
 * Unique identifier ($CONFIG of the instance)
 */
'instanceid' => '',
'passwordsalt' => '',
'trusted_domains' =>
   [
    'demo.example.org',
    'otherdomain.example.org',
    '10.111.112.113',
    '[2001:db8::1]'
  ],
'datadirectory' => '/var/www/nextcloud/data',
'dbtype' => 'sqlite3',
'dbhost' => '',
'session_lifetime' => 60 * 60 * 24,
'remember_login_cookie_lifetime' => 60*60*24*15,
'session_relaxed_expiry' => false,
'davstorage.request_timeout' => 30,
'trashbin_retention_obligation' => 'auto',
'log.condition' => [
	'shared_secret' => '57b58edb6637fe3059b3595cf9c41b9',
	'users' => ['sample-user'],
	'apps' => ['files'],
	'matches' => [
		[
			'shared_secret' => '57b58edb6637fe3059b3595cf9c41b9',
			'users' => ['sample-user'],
			'apps' => ['files'],
			'loglevel' => 1,
			'message' => 'contains substring'
		],
	],
],
'logfilemode' => 0640,
'loglevel' => 2,
'preview_max_x' => 4096,
'mail_smtpstreamoptions' => [],
'memcached_servers' => [
	['localhost', 11211],
	//['other.host.local', 11211],
],
'enabledPreviewProviders' => [
	'OC\Preview\BMP',
	'OC\Preview\GIF',
	'OC\Preview\PNG',
],
'files_external_allow_create_new_local' => true,
'max_filesize_animated_gifs_public_sharing' => 10,
'filelocking.ttl' => 60*60,
'sqlite.journal_mode' => 'DELETE',
'csrf.optout' => [
	'/^WebDAVFS/', // OS X Finder
	'/^Microsoft-WebDAV-MiniRedir/', // Windows webdav drive
],
];
