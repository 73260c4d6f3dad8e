<?php
$CONFIG = ['bom' => true];
