<?php
$CONFIG = [];
$CONFIG[] = strlen(...)('abc');
