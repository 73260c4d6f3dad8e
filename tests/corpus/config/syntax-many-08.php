<?php $f = function () use (5) {};
