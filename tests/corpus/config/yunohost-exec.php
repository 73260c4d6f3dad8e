<?php
$CONFIG = array (
  'dbtype' => 'mysql',
  'dbuser' => 'nextcloud',
  'integrity.check.disabled' => true,
);
$main_domain = exec('true');
$CONFIG['logout_url'] = 'https://'.$main_domain.'/yunohost/sso/?action=logout';
$CONFIG['ldapIgnoreNamingRules'] = false;
