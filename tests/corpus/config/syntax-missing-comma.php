<?php
$CONFIG = array(
  'a' => 1
  'b' => 2,
);
