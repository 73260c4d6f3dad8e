<?php
$CONFIG = Array(
  "one" => ARRAY(1, 2),
  "two" => TRUE,
);
