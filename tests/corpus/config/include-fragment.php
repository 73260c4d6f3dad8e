<?php
$CONFIG = ['main' => 1];
$extra = include __DIR__ . '/include-part.inc';
include_once __DIR__ . '/include-part.inc';
include_once __DIR__ . '/include-part.inc';
@include '/nonexistent/file.php';
$CONFIG['extra'] = $extra;
