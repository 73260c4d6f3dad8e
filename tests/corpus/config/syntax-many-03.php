<?php do { } $x;
