#!/usr/bin/env php
<?php
$CONFIG = ['shebang' => true];
