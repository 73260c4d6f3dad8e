<?php $x = fn($a) $a;
