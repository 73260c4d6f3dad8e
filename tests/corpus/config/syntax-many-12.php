<?php $x = "$a[ b]";
