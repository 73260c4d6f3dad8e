<?php
$CONFIG['lost'] = 'overwritten';
$CONFIG = array('kept' => 1);
$CONFIG += array('kept' => 2, 'added' => 3);
