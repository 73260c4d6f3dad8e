<?php $x = "{$a b}";
