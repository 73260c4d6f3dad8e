<?php
$CONFIG = ['a' => <<<EOT
  fine
 less
  EOT];
