<?php
$CONFIG = array(
  'a' => 1,
  'b' => array(2,
);
