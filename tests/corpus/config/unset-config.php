<?php
$CONFIG = ['a' => 1];
unset($CONFIG);
