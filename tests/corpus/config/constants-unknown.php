<?php
$CONFIG = [
  'dbhost' => 'known',
  'a' => SOME_UNKNOWN_CONSTANT,
  'b' => \OC\Config::SOMETHING . 'x',
  'c' => \OC::$server,
  'd' => OC_Util::getVersion(),
  'e' => PHP_VERSION_ID,
  'f' => __CLASS__,
];
