<?php
$CONFIG = 'a string';
