<?php
$CONFIG = array (
  'passwordsalt' => "abc",
  'theme' => '',
  'maintenance' => FALSE,
  'appcodechecker' => NULL,
  'mail_smtptimeout' => 10,
  'updater.secret' => '$2y$10$abcdefghijklmnopqrstuv',
  'dbport' => 3306,
  'ldapProviderFactory' => '\\OCA\\User_LDAP\\LDAPProviderFactory',
);
