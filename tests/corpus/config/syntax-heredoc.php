<?php
$CONFIG = ['a' => <<<EOT
  never closed
