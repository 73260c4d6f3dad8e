<?php
$CONFIG = array(
  'dbdriveroptions' => array(
    'PDO::MYSQL_ATTR_SSL_CA' => '/data/ca.crt',
  ),
);
