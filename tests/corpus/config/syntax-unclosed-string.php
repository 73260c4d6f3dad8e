<?php
$CONFIG = array('a' => 'unclosed);
