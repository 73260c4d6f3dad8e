<?php
$CONFIG = ['a' => 0789];
