<?php static $x, 5;
