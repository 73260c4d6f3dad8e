<?php
$settings = include __DIR__ . '/include-array.inc';
$nothing = include __DIR__ . '/include-nothing.inc';
$CONFIG = ['nothing' => $nothing, 'said' => included_helper(2)] + $settings;
