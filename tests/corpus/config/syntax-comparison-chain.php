<?php
$CONFIG = ['a' => 1 < 2 < 3];
