<?php
$CONFIG = array('a' => 1); /* never closed
