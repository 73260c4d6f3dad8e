<?php
$CONFIG = array (
  'dbhost' => 'h',
  'object' =>
  (object) array(
  ),
  'std' => (object) array('a' => 1),
);
