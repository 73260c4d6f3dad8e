<?php
$CONFIG = ['before' => 1];
require '/nonexistent/file.php';
$CONFIG['after'] = 2;
