<?php
$smtp = ['host' => 'mail.example.org', 'secure' => 'ssl', 'name' => 'u', 'password' => 'p'];
$CONFIG = array (
  'mail_smtpmode' => 'smtp',
  'mail_smtphost' => $smtp['host'],
  'mail_smtpport' => ($smtp['port'] ?? false) ?: ($smtp['secure'] ? 465 : 25),
  'mail_smtpauth' => $smtp['name'] && ($smtp['password'] || isset($smtp['file'])),
  'mail_smtpauthtype' => $smtp['type'] ?? 'LOGIN',
);
