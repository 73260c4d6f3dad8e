<?php
$CONFIG = ['cycle' => true];
include __FILE__;
