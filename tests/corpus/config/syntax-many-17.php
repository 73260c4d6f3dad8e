<?php $x = static;
