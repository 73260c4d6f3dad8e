<?php
$CONFIG = ['a' => 1];
)))
