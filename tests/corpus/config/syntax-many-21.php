<?php $x = (unset) $y;
