<?php class X
