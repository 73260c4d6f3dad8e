<?php
$something = 'else';
