<?php
$CONFIG = ['dbhost' => 'h', 'dbpassword' => trim(file_get_contents('/nonexistent/secret'))];
