<?php
$base = ['a', 'b'];
$named = ['x' => 1, 'y' => 2];
$CONFIG = [...$base, 'c', ...$named, ...['x' => 3, 'd'], ...[]];
