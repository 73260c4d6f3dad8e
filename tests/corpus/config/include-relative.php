<?php
include 'include-part.inc';
$CONFIG['v'] = $from_part;
