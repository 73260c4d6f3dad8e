<?php
define("DEBUG", true);
$CONFIG = array(
"dbtype" => "mysql", "dbname" => "owncloud",
"debug" => DEBUG,
"dbuser" => "", "dbpassword" => "", "dbhost" => "",
);
?>
