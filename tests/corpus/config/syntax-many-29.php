<?php while (1): $x; endif;
