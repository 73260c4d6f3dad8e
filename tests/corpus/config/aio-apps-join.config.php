<?php
$apps = array_keys(['calendar' => 1, 'contacts' => 1, 'notify_push' => 1]);
$CONFIG['appsallowlist'] = implode(',', $apps);
$CONFIG['one'] = (str_contains($CONFIG['appsallowlist'], 'notify') ? 'yes' : 'no') . PHP_EOL;
