<?php $x = &;
