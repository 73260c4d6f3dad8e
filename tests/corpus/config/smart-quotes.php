<?php
$CONFIG = array(
  ‘dbhost’ => ‘localhost’,
);
