<?php
else { $CONFIG = []; }
