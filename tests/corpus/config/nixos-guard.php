<?php
if (!is_readable(__FILE__)) {
  return;
}
$CONFIG = ['installed' => true, 'file' => basename(__FILE__), 'line' => __LINE__];
return;
$CONFIG['never'] = 1;
