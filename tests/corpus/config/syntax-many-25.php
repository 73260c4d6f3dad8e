<?php $x = match(1) { 1 => 2;
