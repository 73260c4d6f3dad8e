<?php switch (1) { $x = 1; }
