<?php $x = "\u{zz}";
