<?php
$use_ssl = false;
$use_path = 'true';
$CONFIG = array(
  'objectstore' => array(
    'class' => '\OC\Files\ObjectStore\S3',
    'arguments' => array(
      'bucket' => 'nextcloud',
      'region' => false ?: '',
      'use_ssl' => strtolower($use_ssl) !== 'false',
      'use_path_style' => $use_path == true && strtolower($use_path) !== 'false',
    )
  )
);
$CONFIG['objectstore']['arguments']['secret'] = 'a' . 'b';
$sse = '';
$sse ? $CONFIG['objectstore']['arguments']['sse_c_key'] = $sse : null;
